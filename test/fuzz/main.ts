import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ProgressBar, UserError } from '@echonet/command-line';
import { fuzz, type Finding } from './fuzz';
import { seedFiles } from './seeds';
import { type TargetName, targetNames } from './targets';

const usage = `npm run fuzz -- [options]

Has damaged and hostile DICOM files read by the archive, by training's scan and by the preparation of
clips, each in a process of its own. Exits with 1 when one kills it, takes more than 5 s or 512 MiB,
or ends otherwise than in a sentence.

  --target <name>   ${targetNames.join(', ')} (all)
  --count <n>       mutants for each (100000)
  --from <n>        number of the first mutant (0)
  --seed <text>     another one makes other mutants (1)
  --out <folder>    the files of findings are written there
  --help            this text`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string' },
      count: { type: 'string', default: '100000' },
      from: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    return console.log(usage);
  }
  const [count, from] = [wholeNumber('count', values.count), wholeNumber('from', values.from)];
  const seeds = await seedFiles();
  for (const target of chosenTargets(values.target)) {
    const bar = new ProgressBar(target, count);
    const result = await fuzz({
      ...{ target, seeds, seed: values.seed, from, to: from + count },
      onProgress: (done) => bar.update(done),
    });
    bar.stop();
    const { findings, read, refused, slowestMs } = result;
    console.log(
      `${target}: ${count} mutants, ${read} read, ${refused} refused, slowest ${Math.round(slowestMs)} ms, ` +
        `${findings.length} findings`,
    );
    findings.forEach((finding) => report(finding, values.out));
    process.exitCode = findings.length > 0 ? 1 : process.exitCode;
  }
}

function chosenTargets(name: string | undefined): readonly TargetName[] {
  const chosen = targetNames.filter((target) => name === undefined || target === name);
  if (chosen.length === 0) {
    throw new UserError(`There is no target "${name}": ${targetNames.join(', ')}.`);
  }
  return chosen;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new UserError(`--${option} takes a whole number, not "${text}".`);
  }
  return Number(text);
}

function report({ target, seedFile, index, changes, problem, file }: Finding, out?: string): void {
  console.log(`  mutant ${index} of "${seedFile}" (${changes.join('; ')}): ${problem}`);
  if (out !== undefined) {
    mkdirSync(out, { recursive: true });
    writeFileSync(path.join(out, `${target}-${index}.dcm`), file);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
});
