import { locateSector } from '@echonet/models/image';
import { structureNames } from '@echonet/phantom/structures';
import {
  camusLabelledStructures,
  findCamus,
  findPatientFiles,
  readLabelledFrames,
} from '../../src/data/sources/camus';
import { fanOfSector } from '../camus/fan-of-sector';
import { heartAppearance, type HeartAppearance } from './heart-appearance';

const mmPerCm = 10;

/** Codes of structureNames by the code in CAMUS' masks. */
const codeOf = Uint8Array.from(['none', ...camusLabelledStructures], (name) =>
  (structureNames as readonly string[]).indexOf(name),
);

/** The end-diastolic and end-systolic A4C image of every patient. */
export async function camusAppearances(
  folder: string,
): Promise<{ images: HeartAppearance[]; pixelsPerCm: number }> {
  const camus = findCamus(folder);
  const images: HeartAppearance[] = [];
  let pixelsPerCm = NaN;
  for (const patient of camus.patients) {
    const { files } = findPatientFiles(camus, patient, 'A4C');
    if (!files) {
      continue;
    }
    const { frames, masks, edFrame, esFrame, mmPerPixel } = await readLabelledFrames(files);
    if (mmPerPixel === undefined) {
      throw new Error(`The files of ${patient} have no pixel size.`);
    }
    pixelsPerCm = mmPerCm / mmPerPixel;
    const { apexX, apexY, ...fan } = fanOfSector(locateSector(frames, []));
    for (const at of [edFrame, esFrame]) {
      const { Rows, Columns, data } = frames[at];
      const image = {
        ...{ title: patient, Rows, Columns, greyValues: Uint8Array.from(data) },
        fan: { ...fan, tipX: apexX, tipY: apexY, pixelsPerCm },
      };
      images.push(
        heartAppearance(
          image,
          masks[at].codes.map((code) => codeOf[code]),
        ),
      );
    }
  }
  return { images, pixelsPerCm };
}
