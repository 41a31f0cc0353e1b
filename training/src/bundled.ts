/**
 * Makes the weights in models/bundled from nothing: phantom cohort, training, evaluation, export.
 * What is there already of an earlier, broken-off try is used again (training/runs/bundled holds
 * it; delete that folder to begin anew).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const program = fileURLToPath(new URL('../bin/echonet.mjs', import.meta.url));

const id = 'a4c-phantom';
const work = path.join('training', 'runs', 'bundled');
const cohort = path.join(work, 'cohort');
const prepared = path.join(work, 'prepared');
const run = path.join(work, 'run');
const bundled = path.join('models', 'bundled');

/** Twelve frames on the very grid that is sampled: the same pictures as from a longer cine, sooner. */
const phantomSettings = [
  ...['--patients', '1500', '--seed', '2611', '--lead-share', '0.25'],
  ...['--frames', '12', '--frame-time', '100'],
];

/** The paper's recipe on a quarter of its filters and a smaller picture. */
const trainSettings = [
  ...['--tasks', 'EF,EDV,ESV,lead', '--width', '0.25'],
  ...['--epochs', '40', '--batch-size', '24', '--learning-rate', '0.002', '--seed', '2611'],
  // Its convolutions are too small to be worth sharing between threads.
  ...['--threads', '1'],
];

function echonet(...programArguments: string[]): void {
  process.stdout.write(`\n> echonet ${programArguments.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [program, ...programArguments], {
    cwd: repository,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(repository, cohort, 'labels.csv'))) {
  echonet('phantom', ...phantomSettings, '--out', cohort);
}
if (!existsSync(path.join(repository, prepared))) {
  // Phantoms have no identity to be hidden: a salt that everybody knows makes the split the same.
  const salt = path.join(work, 'salt.txt');
  writeFileSync(path.join(repository, salt), 'simulated patients\n');
  echonet('prepare', '--dicom', cohort, '--size', '128', '--salt-file', salt, '--out', prepared);
}
if (!existsSync(path.join(repository, prepared, 'split.csv'))) {
  echonet('split', '--data', prepared, '--seed', '2611');
}
if (existsSync(path.join(repository, run, 'run.json'))) {
  echonet('train', '--resume', run);
} else {
  echonet('train', '--data', prepared, '--out', run, ...trainSettings);
}
echonet('evaluate', '--run', run, '--threads', '1');
echonet(
  ...['export', '--run', run, '--out', path.join(bundled, id), '--id', id],
  ...['--name', 'EchoNet A4C, simulated', '--model-version', '1.0.0'],
  ...['--record-command', 'npm run training:bundled'],
);
mkdirSync(path.join(repository, bundled), { recursive: true });
writeFileSync(
  path.join(repository, bundled, 'index.json'),
  `${JSON.stringify({ models: [id] }, undefined, 2)}\n`,
);
