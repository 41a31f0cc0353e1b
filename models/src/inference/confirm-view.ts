import type { NetworkImage } from '../image/preparation';
import { turnedSector, type Sector } from '../image/sector';
import { readView } from '../model/read-view';
import type { SegmentationManifest } from '../model/segmentation-manifest';
import { missingAnatomy } from '../segmentation/missing-anatomy';
import { segmentClip } from '../segmentation/segment-clip';
import type { SegmentationNetwork } from '../segmentation/segment-frames';
import type { RecognisedView } from './recognise-view';

/** A segmentation network, and what its contours are worth. */
export type ConfirmingModel = SegmentationNetwork & {
  readonly manifest: Pick<SegmentationManifest, 'quality' | 'provenance'>;
};

/**
 * A second opinion on a view: a clip that the classifier accepts must also show the outlines of an
 * apical four-chamber view. Imported networks, and networks that do not delineate LV, wall and LA, are
 * not asked: what their outlines of other views look like is not known. Nor are those that learned from
 * simulated hearts or from another view.
 *
 * @param sector as it was located, before the view was recognised
 * @param imagesOf prepares frames of the clip for the network by a sector that says how to turn them
 * @returns the view itself unless the outlines lack something
 */
export async function confirmView(
  view: RecognisedView,
  model: ConfirmingModel,
  sector: Sector,
  imagesOf: (sector: Sector) => readonly NetworkImage[] | Promise<readonly NetworkImage[]>,
): Promise<RecognisedView> {
  if (!view.accepted || !canConfirm(model.manifest)) {
    return view;
  }
  const turned = turnedSector(sector, view.turn);
  const images = await imagesOf(turned);
  const frames = await segmentClip(model, {
    frameCount: images.length,
    image: (frame) => images[frame],
    sector: turned,
  });
  const missing = missingAnatomy(frames, sector, model.manifest.quality.sharpness);
  return missing ? { ...view, view: 'uncertain', accepted: false, missing } : view;
}

function canConfirm({
  structures,
  onnx,
  provenance,
  input,
}: Pick<SegmentationManifest, 'structures' | 'onnx' | 'provenance' | 'input'>): boolean {
  const isWhole = (['LV', 'LVWall', 'LA'] as const).every((name) => structures.includes(name));
  return isWhole && input.view === readView && !onnx && !provenance.simulated;
}
