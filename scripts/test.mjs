#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, npmCommand, run } from './install.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The stages of `npm test`, in order: each runs only when the one before it passed. */
const stages = [
  ['Unit tests', ['run', 'test:unit']],
  ['Building the plugin', ['run', 'build']],
  ['Tests across packages, in the real viewer', ['run', 'test:browser']],
];

try {
  await ensureInstalled(root, (line) => console.log(line));
  console.log('\nTensorFlow, with which training is tested');
  if ((await run(npmCommand(['run', 'training:libtensorflow']), root)) !== 0) {
    console.log(
      'Training is tested on the plain JavaScript backend instead, which takes minutes longer.',
    );
  }
  for (const [title, script] of stages) {
    console.log(`\n${title}`);
    process.exitCode = await run(npmCommand(script), root);
    if (process.exitCode !== 0) break;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
