import type { Page } from '@playwright/test';
import { frameTimes, physicalScale } from '@echonet/dicom';
import {
  type ClipFindings,
  type CreateNetwork,
  loadSegmentationModel,
  locateSector,
  measureSegmentedClip,
  prepareImage,
  type ReadModelFile,
  segmentClip,
  type SegmentedFrame,
} from '@echonet/models';
import type { StoredClip } from './clips';
import { shownFrameIndices } from './echonet-panel';
import { hostPixels } from './host-pixels';
import { readHostFrames } from './ohif-page';

/** Contours and findings of the analysed clip, computed here from the frames that the viewer decodes. */
export async function segmentInNode(
  page: Page,
  { header }: StoredClip,
  readFile: ReadModelFile,
  createNetwork: CreateNetwork,
): Promise<{ readonly frames: SegmentedFrame[]; readonly findings: ClipFindings }> {
  const indices = Array.from({ length: header.NumberOfFrames }, (_, i) => i);
  const images = (await readHostFrames(page, indices)).map((frame) => hostPixels(frame, header));
  const model = await loadSegmentationModel(readFile, { createNetwork });
  const sampled = (await shownFrameIndices(page)).map((frame) => images[frame]);
  const sector = locateSector(sampled, header.SequenceOfUltrasoundRegions);
  const { x, y } = physicalScale(header, sector).scale!;
  const scale = { mmPerPixelX: x, mmPerPixelY: y };
  const frames = await segmentClip(model, {
    frameCount: images.length,
    image: (i) => prepareImage(images[i], sector, model.manifest.input),
    ...{ sector, scale },
  });
  const { timesMs } = frameTimes(header);
  return { frames, findings: measureSegmentedClip(model.manifest, { frames, timesMs, scale }) };
}
