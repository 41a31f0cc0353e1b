import {
  findCamus,
  findPatientFiles,
  readLabelledFrames,
  readSubgroups,
} from '../../src/data/sources/camus';
import { measuredLabels } from '../../src/data/sources/structure-mask';
import type { FramePixels } from '@echonet/models';
import type { SplitSet } from '../../src/data/split/split-set';

/** The labelled pair of a CAMUS patient. */
export interface CamusPair {
  readonly patient: string;
  readonly frames: readonly [ed: FramePixels, es: FramePixels];
  readonly mmPerPixel: number;
  /** Measured from the masks, by task id. */
  readonly truth: Readonly<Record<string, number>>;
}

/** The apical four-chamber pairs of the patients of a set, by the data's own split. */
export async function* camusPairs(folder: string, set: SplitSet): AsyncGenerator<CamusPair> {
  const camus = findCamus(folder);
  const sets = camus.splitFolder ? readSubgroups(camus.splitFolder) : new Map<string, SplitSet>();
  for (const patient of camus.patients) {
    const { files } = findPatientFiles(camus, patient, 'A4C');
    if (!files || sets.get(patient) !== set) {
      continue;
    }
    const { frames, masks, edFrame, esFrame, mmPerPixel } = await readLabelledFrames(files);
    if (mmPerPixel !== undefined) {
      const truth = measuredLabels(masks[edFrame], masks[esFrame], mmPerPixel);
      yield { patient, frames: [frames[edFrame], frames[esFrame]], mmPerPixel, truth };
    }
  }
}
