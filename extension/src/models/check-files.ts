import { manifestFileName, refuseWrongHash } from '@echonet/models';
import { openModelFiles } from './files';
import type { FoundModel } from './model-sources';

/**
 * Reads every file that a model's manifest names and holds it to its SHA-256, as a run does before
 * it uses them. What is read is stored, so that a later run need not download it.
 *
 * @throws Error as a sentence that names the file.
 */
export async function checkFiles({ modelUrl, manifest }: FoundModel): Promise<void> {
  const files = openModelFiles(modelUrl);
  // Files are looked for in the browser's storage by what the manifest says.
  await files.readFile(manifestFileName);
  for (const name of Object.keys(manifest.files)) {
    refuseWrongHash(manifest, name, await files.readFile(name));
  }
}
