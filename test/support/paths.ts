import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the repository. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const samples = process.env.ECHONET_SAMPLES ?? path.resolve(repositoryRoot, '../shared/samples');

/** Folder of the real sample clips, or undefined where this machine has none. */
export const samplesDirectory = existsSync(samples) ? samples : undefined;

/** Where browser tests leave screenshots; git-ignored. */
export const outputDirectory = path.join(repositoryRoot, 'test/output');

/** The model that the viewer ships. */
export const bundledModelDirectory = path.join(repositoryRoot, 'models/bundled/a4c-phantom');
