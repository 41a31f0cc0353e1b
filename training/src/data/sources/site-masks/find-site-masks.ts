import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { filesIn } from '../../files-in';
import { filesOf, imageMaskSuffix, mapFiles, MaskNames, type MaskFiles } from './mask-files';

export interface SiteMasks {
  /**
   * @param clipFile relative to the folder of clips, with slashes
   * @throws Error with one sentence when a clip's masks contradict each other
   */
  of(clipFile: string, SOPInstanceUID: string): MaskFiles | undefined;
  /** Files that were returned for no clip, relative to the folder. */
  unused(): string[];
}

/** Files that are no DICOM. */
const otherSuffix = /\.(csv|txt|json|md|avi|jpe?g|npy)$/i;

/**
 * Finds masks in a folder and its subfolders: images by name, DICOM Segmentations by the clip that
 * they refer to.
 *
 * @param clipFiles relative to the folder of clips, with slashes
 * @param segmentedInstances reads the UIDs of the clips that DICOM files segment, none for others
 * @throws {UserError} when the folder cannot be read
 */
export async function findSiteMasks(
  folder: string,
  clipFiles: readonly string[],
  segmentedInstances: (files: readonly string[]) => Promise<readonly (readonly string[])[]>,
): Promise<SiteMasks> {
  let files: readonly string[];
  try {
    files = await filesIn(folder);
  } catch (error) {
    throw new UserError(`The folder of masks ${folder} cannot be read.`, { cause: error });
  }
  const names = new MaskNames(files, clipFiles);
  const images = files.filter((name) => imageMaskSuffix.test(name));
  const others = files.filter((name) => !imageMaskSuffix.test(name) && !otherSuffix.test(name));
  const inFolder = (file: string) => path.join(folder, file);
  const segmented = await segmentedInstances(others.map(inFolder));
  const segmentations = others.flatMap((file, index) => {
    const uids = segmented[index];
    return uids.length > 0 ? [{ file, uids }] : [];
  });
  const unused = new Set([...images, ...segmentations.map(({ file }) => file)]);
  return {
    of(clipFile, SOPInstanceUID) {
      const named = names.of(clipFile);
      const [own, ...more] = segmentations.filter(({ uids }) => uids.includes(SOPInstanceUID));
      if (more.length + Number(named !== undefined) > 0 && own) {
        throw new Error('It has several masks, as DICOM SEG and otherwise; keep one of them.');
      }
      const found: MaskFiles | undefined = own ? { kind: 'DICOM SEG', file: own.file } : named;
      for (const file of found ? filesOf(found) : []) {
        unused.delete(file);
      }
      return found && mapFiles(found, inFolder);
    },
    unused: () => [...unused],
  };
}
