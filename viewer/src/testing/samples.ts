import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const samples = process.env.ECHONET_SAMPLES ?? path.resolve(here, '../../../../shared/samples');

/** Undefined where this machine has no sample clips. */
export const samplesDirectory = existsSync(samples) ? samples : undefined;
