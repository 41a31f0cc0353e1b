import { networkSector } from '../contract/frame-image';
import { rasterize } from '../image/polygon';
import { pixelMap } from '../image/pixel-map';
import type { NetworkImage } from '../image/preparation';
import type { Sector } from '../image/sector';
import { batchesOf } from '../inference/frame-by-frame';
import type { GridScale } from '../measures/grid-scale';
import { isMeasured, measureFrame, type FrameReading } from '../measures/measure-frame';
import { frameQuality, type FrameQuality } from '../measures/quality/frame-quality';
import { fieldsOfLogits } from '../measures/structure-field';
import type { AbortSignalLike } from '../platform';
import { inImagePixels } from './in-image-pixels';
import type { LogitMaps } from './logit-maps';
import { segmentFrames, type SegmentationNetwork } from './segment-frames';

/** All frames of a clip, 0-based; a still has one. */
export interface ClipToSegment {
  readonly frameCount: number;
  /** The frame by frameImage; asked for once, shortly before it is segmented. */
  image(frame: number): NetworkImage | Promise<NetworkImage>;
  /** As it was located, whatever part of it the network reads. */
  readonly sector: Sector;
  /** Size of the image's pixels; absent where unknown. */
  readonly scale?: GridScale;
}

export interface SegmentedFrame {
  /** Points in continuous image pixels; sizes in cm, or in image pixels without a scale. */
  readonly reading: FrameReading;
  /** Absent where the frame has no LV. */
  readonly quality?: FrameQuality;
}

export interface SegmentationProgress {
  readonly done: number;
  readonly count: number;
  /** By frame; undefined where it has not been segmented yet. */
  readonly frames: readonly (SegmentedFrame | undefined)[];
}

export interface SegmentationControl {
  /** The frame to segment first, such as the one on the screen; those after it follow. */
  readonly firstFrame?: number;
  /** Once aborted, nothing more is computed. */
  readonly signal?: AbortSignalLike;
  /** Called before the first frame and after each batch. */
  readonly onProgress?: (progress: SegmentationProgress) => void;
  /** Called with a frame's logits, which are not kept. */
  readonly onMaps?: (frame: number, maps: LogitMaps) => void | Promise<void>;
}

/**
 * Delineates and measures every frame of a clip: one frame alone, for a result as early as possible,
 * then the others in batches. Contours and measures are kept, images and logits are not.
 *
 * @returns one a frame, in order
 * @throws Error when the network fails; the signal's reason when aborted; what image and onMaps
 *   throw
 */
export async function segmentClip(
  model: SegmentationNetwork,
  clip: ClipToSegment,
  { firstFrame = 0, signal, onProgress, onMaps }: SegmentationControl = {},
): Promise<SegmentedFrame[]> {
  const count = clip.frameCount;
  const frames = new Array<SegmentedFrame | undefined>(count).fill(undefined);
  const readMaps = mapsReader(model, clip);
  let done = 0;
  const report = () => onProgress?.({ done, count, frames: [...frames] });
  report();
  const order = Array.from({ length: count }, (_, i) => (firstFrame + i) % count);
  for (const batch of batchesOf(order, model.network.batchSize)) {
    signal?.throwIfAborted();
    const images = await Promise.all(batch.map(async (frame) => clip.image(frame)));
    const maps = await segmentFrames(model, images);
    for (const [i, frame] of batch.entries()) {
      frames[frame] = readMaps(maps[i]);
      await onMaps?.(frame, maps[i]);
    }
    done += batch.length;
    report();
  }
  return frames.flatMap((frame) => frame ?? []);
}

function mapsReader(
  { network, manifest }: SegmentationNetwork,
  { sector: located, scale }: ClipToSegment,
): (maps: LogitMaps) => SegmentedFrame {
  const sector = networkSector(located, manifest);
  const [rows, columns] = network.outputShape;
  const { crop } = sector;
  const gridScale = scale && {
    mmPerPixelX: (scale.mmPerPixelX * crop.width) / columns,
    mmPerPixelY: (scale.mmPerPixelY * crop.height) / rows,
  };
  const { toNetwork } = pixelMap(sector, columns);
  const outline = sector.outline.map(({ x, y }) => toNetwork(x, y));
  const mask = rasterize(outline, { x: 0, y: 0, step: 1, columns, rows });
  return ({ values }) => {
    const fields = fieldsOfLogits(values, columns, rows, manifest.structures);
    const reading = measureFrame(fields, gridScale);
    return {
      reading: inImagePixels(reading, { sector, columns, rows }),
      quality: isMeasured(reading) ? frameQuality(fields, reading, mask) : undefined,
    };
  };
}
