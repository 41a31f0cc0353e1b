#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, npmCommand, run } from './install.mjs';
import { programs } from './programs.mjs';
import { installPrograms, leftOut } from './setup.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The stages of `npm test`, in order: each runs only when the one before it passed. */
const stages = [
  { title: 'Unit tests', script: 'test:unit' },
  { title: 'Building the plugin', script: 'build' },
  { title: 'Tests across packages', script: 'test:packages' },
  { title: 'Tests in the real viewer', script: 'test:browser', needs: programs.chromium },
];

const log = (line) => console.log(line);

try {
  const missing = await installPrograms(root, log);
  const untested = leftOut(missing);
  untested.forEach(log);
  if (process.env.CI && missing.length > 0) {
    throw new Error('In continuous integration no test is left out: install what is missing.');
  }
  await ensureInstalled(root, log);
  log('\nTensorFlow, with which training is tested');
  if ((await run(npmCommand(['run', 'training:libtensorflow']), root)) !== 0) {
    log('Training is tested on the plain JavaScript backend instead, which takes minutes longer.');
  }
  for (const { title, script, needs } of stages) {
    if (missing.includes(needs)) continue;
    log(`\n${title}`);
    process.exitCode = await run(npmCommand(['run', script]), root);
    if (process.exitCode !== 0) break;
  }
  // Once more, where it is not missed behind all the output.
  untested.forEach(log);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
