import { isTurned, type ImageTurn } from '../image/image-turn';
import type { NetworkImage } from '../image/preparation';
import { uprightTurn, type Sector } from '../image/sector';
import type { Manifest } from '../model/manifest';
import type { Model } from '../model/load-model';
import { isOnnxModel, type OnnxModel } from '../model/onnx-model';
import type { Anatomy } from '../segmentation/missing-anatomy';
import { classifyView, type ViewPrediction } from './classify-view';
import type { ClipPredictor } from './clip-predictor';
import { frameByFrame, viewPredictor } from './frame-by-frame';
import { predictWindow } from './predict-window';

export interface RecognisedView extends ViewPrediction {
  /** How the clip's images are turned before they are read; absent where they are not. */
  readonly turn?: ImageTurn;
  /** What the outlines lack of a view that the classifier accepts, so that it is not accepted. */
  readonly missing?: Anatomy;
}

/**
 * One in so many A4C clips lies mirrored, at most. What looks like a mirrored A4C is more often another
 * view, so the odds must be higher by this factor than those of a clip that lies as usual.
 */
const mirroredRarity = 20;

/**
 * Which view a clip shows, and how it lies. A sector whose narrow end is below is turned upside up
 * first (the paediatric convention). A classifier that tells mirrored images apart is asked again
 * with left and right exchanged where it has not accepted the clip, and, where the sector's shape does
 * not tell where the probe is, upside down.
 *
 * @param model may be an ONNX file that reads single frames
 * @param imagesOf prepares the frames for the classifier by a sector that says how to turn them
 */
export async function recogniseView(
  model: Model | OnnxModel,
  sector: Sector,
  imagesOf: (sector: Sector) => readonly NetworkImage[] | Promise<readonly NetworkImage[]>,
): Promise<RecognisedView> {
  const predictor = isOnnxModel(model) ? onnxViewPredictor(model) : viewPredictor(model);
  const found: RecognisedView[] = [];
  for (const turn of turnsToTry(sector, model.manifest)) {
    const frames = await imagesOf({ ...sector, turn });
    const prediction = surer(await predictor.predict({ frames }), turn);
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

function onnxViewPredictor(model: OnnxModel): ClipPredictor<NetworkImage, ViewPrediction> {
  return frameByFrame<NetworkImage, ViewPrediction>({
    batchSize: 1,
    predictFrames: async ([{ data }]) => [await predictWindow(model, [data])],
    summarise: (predictions) => classifyView(model.manifest, predictions),
  });
}

/** The prediction by the threshold that holds for a turn. */
function surer(prediction: ViewPrediction, { mirrored }: ImageTurn): ViewPrediction {
  if (!mirrored) {
    return prediction;
  }
  const odds = (mirroredRarity * prediction.threshold) / (1 - prediction.threshold);
  const threshold = Number.isFinite(odds) ? odds / (1 + odds) : 1;
  const accepted = prediction.probability >= threshold;
  const view = prediction.view === 'A4C' && !accepted ? 'uncertain' : prediction.view;
  return { ...prediction, threshold, accepted, view };
}

/** The most likely first. */
function turnsToTry(
  sector: Pick<Sector, 'probe'>,
  { tellsMirrored = false }: Pick<Manifest, 'tellsMirrored'>,
): ImageTurn[] {
  const upright = uprightTurn(sector);
  if (!tellsMirrored) {
    return [upright];
  }
  const either = sector.probe ? [upright] : [upright, { ...upright, upsideDown: true }];
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
