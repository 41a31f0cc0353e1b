import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { searchCommand } from './search';

const read = (name: string) =>
  readFileSync(path.join(__dirname, '..', '..', 'templates', name), 'utf8');

/** Options of the call of `search`, which runs to the end of the file or of the YAML string. */
function optionsOf(template: string): string[] {
  const [, call] = /echonet\.mjs search([\s\S]*?)(?:\n\s+resources:|$)/.exec(template)!;
  return [...call.matchAll(/--[a-z-]+/g)].map(([option]) => option);
}

describe('the templates of array jobs', () => {
  it.each(['slurm-search.sh', 'kubernetes-search.yaml'])('%s gives options that exist', (name) => {
    const known = searchCommand().options.map(({ long }) => long);
    const given = optionsOf(read(name));
    expect(given).toEqual(expect.arrayContaining(['--data', '--out', '--tasks', '--shard']));
    for (const option of given) {
      expect(known).toContain(option);
    }
  });

  it('gives the program the CPUs of its job on Slurm', () => {
    const slurm = read('slurm-search.sh');
    expect(slurm.indexOf('SRUN_CPUS_PER_TASK=$SLURM_CPUS_PER_TASK')).toBeGreaterThan(0);
    expect(slurm.indexOf('SRUN_CPUS_PER_TASK')).toBeLessThan(slurm.indexOf('exec srun'));
  });

  it.each(['slurm-search.sh', 'kubernetes-search.yaml'])('%s names TensorFlow', (name) => {
    expect(read(name)).toContain('npm run training:libtensorflow');
  });
});
