import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const samples = process.env.ECHONET_SAMPLES ?? path.resolve(repositoryRoot, '../shared/samples');

/** Folder of the real sample clips; undefined on a machine without them. */
export const samplesDirectory = existsSync(samples) ? samples : undefined;

/** The model that the plugin ships. */
export const bundledModelDirectory = path.join(repositoryRoot, 'models/bundled/a4c-phantom');

/** The segmentation model that it ships. */
export const bundledSegmentationDirectory = path.join(repositoryRoot, 'models/bundled/lv-camus');
