import sharp from 'sharp';
import {
  checkView,
  cutAtriumNote,
  frameFormat,
  frameImage,
  labelMap,
  locateSector,
  measureSegmentedClip,
  networkSector,
  otherViewReason,
  sampleFrames,
  segmentClip,
  structureNames,
  turnedSector,
  turnNote,
  type ClipFindings,
  type FramePixels,
  type LogitMaps,
  type Model,
  type OnnxModel,
  type RecognisedView,
  type Sector,
  type SegmentationModel,
  type SegmentedFrame,
} from '@echonet/models';
import type { GridScale } from '@echonet/models/measures';
import { viewDoubt } from '../clip/view-doubt';
import { openImages, type OpenedImages } from './open-images';

export interface SegmentFileSettings {
  readonly model: SegmentationModel;
  /**
   * Tells how a clip lies, and is asked whether it is an A4C; nothing is turned away by it. Not asked where
   * the model outlines another view.
   */
  readonly viewClassifier?: Model | OnnxModel;
  /** Width of a pixel of files that state no scale of their own; its height follows from its shape. */
  readonly mmPerPixel?: number;
  /** Also draw the label image of each frame. */
  readonly masks: boolean;
}

/** A file that has been delineated. */
export interface SegmentedFile {
  readonly images: OpenedImages;
  readonly sector: Sector;
  readonly scale?: GridScale;
  readonly scaleSource?: 'file' | 'option';
  readonly frames: readonly SegmentedFrame[];
  readonly findings: ClipFindings;
  /** PNG of each frame, where they were asked for. */
  readonly masks: readonly Buffer[];
  /** Full sentences: what was assumed, ignored and found. */
  readonly notes: readonly string[];
}

/** The grid on which the viewer looks for the scan sector. */
const sectorGrid = { frameIntervalMs: 100, frameCount: 20 };

/**
 * Delineates and measures all frames of a file.
 *
 * @throws Error with one sentence when the file cannot be read, is no B-mode image or shows no scan
 *   sector
 */
export async function segmentFile(
  file: string,
  { model, viewClassifier, mmPerPixel, masks: withMasks }: SegmentFileSettings,
): Promise<SegmentedFile> {
  const images = await openImages(file);
  const { timesMs, rWavesMs } = images.times;
  const { frameIndices } = sampleFrames(images.times, sectorGrid);
  const sampled: FramePixels[] = [];
  for (const index of frameIndices) {
    sampled.push(await images.frame(index));
  }
  const located = locateSector(sampled, images.regions, { pixelAspect: images.pixelAspect });
  const format = frameFormat(model.manifest);
  const view =
    viewClassifier && otherViewReason(model.manifest) === undefined
      ? await checkView(
          {
            classifier: viewClassifier,
            segmentation: () => (images.isSimulated ? undefined : model),
          },
          located,
          (toFormat, turned) => sampled.map((frame) => frameImage(frame, turned, toFormat)),
        )
      : undefined;
  const sector = turnedSector(located, view?.turn);
  const stated = images.scale(sector);
  const { pixelAspect = 1 } = images;
  const given = mmPerPixel && { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel * pixelAspect };
  const scale = stated.scale ?? (given || undefined);
  const masks: Buffer[] = [];
  const clip = {
    frameCount: timesMs.length,
    image: async (frame: number) => frameImage(await images.frame(frame), sector, format),
    sector,
    scale,
  };
  const frames = await segmentClip(model, clip, {
    ...(withMasks && {
      async onMaps(frame, maps) {
        masks[frame] = await maskImage(maps, sector, model);
      },
    }),
  });
  const findings = measureSegmentedClip(model.manifest, {
    frames,
    timesMs,
    rWavesMs,
    headerHeartRate: images.heartRate,
    scale,
  });
  return {
    images,
    sector,
    scale,
    ...(scale && { scaleSource: stated.scale ? 'file' : 'option' }),
    frames,
    findings,
    masks,
    notes: [
      ...[turnNote(sector.turn), view && viewNote(view)].filter((note) => note !== undefined),
      ...images.notes,
      ...sector.notes,
      ...(scale ? [] : stated.notes),
      ...(findings.values.LAVolume?.isLowerLimit ? [cutAtriumNote] : []),
    ],
  };
}

function viewNote(view: RecognisedView): string | undefined {
  return view.accepted ? undefined : `${viewDoubt(view)}; the numbers hold only if it is one.`;
}

/** PNG of the frame's own size, 8 bit, with the codes of structureNames as grey values. */
async function maskImage(
  maps: LogitMaps,
  sector: Sector,
  { manifest }: SegmentationModel,
): Promise<Buffer> {
  const { Rows, Columns, crop, turn } = networkSector(sector, manifest);
  const codes = manifest.structures.map((name) => structureNames.indexOf(name));
  const labels = labelMap(maps, { Rows, Columns, crop, turn }, codes);
  return sharp(labels, { raw: { width: Columns, height: Rows, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
