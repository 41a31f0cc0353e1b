import { manifestFileName, refuseWrongHash } from '@echonet/models';
import { openModelFiles } from './files';
import type { FoundModel } from './model-sources';

/**
 * Compares every file of a model with the SHA-256 in its manifest and stores it, so that a later
 * run does not download it again.
 *
 * @throws Error as a sentence that names the file
 */
export async function checkFiles({ modelUrl, manifest }: FoundModel): Promise<void> {
  const files = openModelFiles(modelUrl);
  // The store looks files up by the hashes in the manifest.
  await files.readFile(manifestFileName);
  for (const name of Object.keys(manifest.files)) {
    refuseWrongHash(manifest, name, await files.readFile(name));
  }
}
