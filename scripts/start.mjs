#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, run } from './install.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

try {
  await ensureInstalled(root, (line) => console.log(line));
  const main = path.join(root, 'viewer/src/cli/main.ts');
  const viewer = [process.execPath, '--import', 'tsx', main, ...process.argv.slice(2)];
  // Relative paths on the command line start at the user's working directory, not the repository.
  process.env.INIT_CWD ??= process.cwd();
  process.exitCode = await run(viewer, root);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
