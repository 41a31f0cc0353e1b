import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { samplePath } from '@echonet/dicom/testing';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Folder of the real sample clips; undefined on a machine without them. */
export const samplesDirectory = samplePath('.');

/** The model that the plugin ships. */
export const bundledModelDirectory = path.join(repositoryRoot, 'models/bundled/a4c-phantom');

export const bundledSegmentationDirectory = path.join(repositoryRoot, 'models/bundled/lv-camus');
