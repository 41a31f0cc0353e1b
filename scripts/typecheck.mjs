#!/usr/bin/env node
// npm run typecheck: every package with the native compiler. ESLint and TypeDoc still need the library
// of TypeScript 6, and both packages call their program `tsc`, so this one is named by its path.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const compiler = path.join(root, 'node_modules/typescript7/bin/tsc');

const projects = [
  // Without the types of browsers and Node: the models run in both.
  'models/tsconfig.src.json',
  ...['models', 'dicom', 'engine', 'phantom', 'command-line', 'extension', 'mode', 'training'],
  ...['viewer', 'test'],
];

const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' })
      .status !== 0,
);
if (failed.length > 0) {
  console.error(`Types are wrong in ${failed.join(', ')}.`);
  process.exitCode = 1;
}
