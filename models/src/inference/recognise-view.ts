import { isTurned, notTurned, type ImageTurn } from '../image/image-turn';
import type { NetworkImage } from '../image/preparation';
import type { Sector } from '../image/sector';
import type { Manifest } from '../model/manifest';
import type { Model } from '../model/load-model';
import type { ViewPrediction } from './classify-view';
import { viewPredictor } from './frame-by-frame';

/** A view, and how the clip lies. */
export interface RecognisedView extends ViewPrediction {
  /** How the clip's images are turned before they are read; absent where they are not. */
  readonly turn?: ImageTurn;
}

/**
 * Which view a clip shows, and how it lies. A sector whose narrow end is below is turned upside up
 * first (the paediatric convention). A classifier that tells mirrored images apart is asked again
 * with left and right exchanged where it has not accepted the clip, and, where the sector's shape does
 * not tell where the probe is, upside down.
 *
 * @param imagesOf prepares the frames for the classifier by a sector that says how to turn them
 */
export async function recogniseView(
  model: Model,
  sector: Sector,
  imagesOf: (sector: Sector) => readonly NetworkImage[] | Promise<readonly NetworkImage[]>,
): Promise<RecognisedView> {
  const predictor = viewPredictor(model);
  const found: RecognisedView[] = [];
  for (const turn of turnsToTry(sector, model.manifest)) {
    const frames = await imagesOf({ ...sector, turn });
    const prediction = await predictor.predict({ frames });
    found.push({ ...prediction, ...(isTurned(turn) && { turn }) });
    if (found.length === 1 && prediction.accepted) {
      break;
    }
  }
  const [best] = found
    .filter(({ accepted }) => accepted)
    .sort((a, b) => b.probability - a.probability);
  return best ?? found[0];
}

/** The most likely first. */
function turnsToTry(
  { probe }: Pick<Sector, 'probe'>,
  { tellsMirrored = false }: Pick<Manifest, 'tellsMirrored'>,
): ImageTurn[] {
  const upright = { ...notTurned, upsideDown: probe === 'bottom' };
  if (!tellsMirrored) {
    return [upright];
  }
  const either = probe === undefined ? [upright, { ...upright, upsideDown: true }] : [upright];
  return either.flatMap((turn) => [turn, { ...turn, mirrored: true }]);
}

/** A sentence for the reader on how a clip was turned; undefined where it was not. */
export function turnNote(turn: ImageTurn | undefined): string | undefined {
  if (!turn || !isTurned(turn)) {
    return undefined;
  }
  const { upsideDown, mirrored } = turn;
  const how = [...(upsideDown ? ['upside down'] : []), ...(mirrored ? ['mirrored'] : [])];
  return `The clip lies ${how.join(' and ')}; it was turned before it was read.`;
}
