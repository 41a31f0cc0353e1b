import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const besideRepository = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../../../shared/samples',
);

/**
 * A file or folder of the sample clips: below the folder that ECHONET_SAMPLES names, else beside the
 * repository.
 *
 * @param name relative to the samples
 * @returns undefined where this machine does not have it
 */
export function samplePath(name: string): string | undefined {
  const place = path.resolve(process.env.ECHONET_SAMPLES ?? besideRepository, name);
  return existsSync(place) ? place : undefined;
}
