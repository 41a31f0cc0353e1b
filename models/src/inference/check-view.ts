import { frameFormat, type FrameFormat } from '../contract/frame-image';
import type { NetworkImage } from '../image/preparation';
import type { Sector } from '../image/sector';
import type { Model } from '../model/load-model';
import type { OnnxModel } from '../model/onnx-model';
import { confirmView, type ConfirmingModel } from './confirm-view';
import { recogniseView, type RecognisedView } from './recognise-view';

/** What decides whether a clip is an apical four-chamber view. */
export interface ViewGate {
  readonly classifier: Model | OnnxModel;
  /**
   * Asked for once the classifier accepts a clip. The limits of the outlines are those of real hearts:
   * undefined for simulated clips.
   */
  readonly segmentation: () => ConfirmingModel | undefined | Promise<ConfirmingModel | undefined>;
}

/**
 * Which view a clip shows and how it lies, by the classifier and then by the outlines.
 *
 * @param sector as it was located
 * @param imagesOf prepares frames of the clip as a network reads them, by a sector that says how to turn
 *   them
 */
export async function checkView(
  { classifier, segmentation }: ViewGate,
  sector: Sector,
  imagesOf: (
    format: FrameFormat,
    sector: Sector,
  ) => readonly NetworkImage[] | Promise<readonly NetworkImage[]>,
): Promise<RecognisedView> {
  const imagesFor =
    ({ manifest }: Pick<ConfirmingModel | ViewGate['classifier'], 'manifest'>) =>
    (turned: Sector) =>
      imagesOf(frameFormat(manifest), turned);
  const view = await recogniseView(classifier, sector, imagesFor(classifier));
  const model = view.accepted ? await segmentation() : undefined;
  return model ? confirmView(view, model, sector, imagesFor(model)) : view;
}
