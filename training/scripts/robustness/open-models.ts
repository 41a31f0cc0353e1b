import path from 'node:path';
import {
  createTensorNetwork,
  loadModel,
  locateSector,
  prepareImage,
  predictFrames,
  checkView,
  frameImage,
  segmentClip,
  summariseClip,
  turnedSector,
  ClipRefusal,
  type FramePixels,
  type Model,
  type Sector,
  type SegmentationModel,
  type UltrasoundRegion,
} from '@echonet/models';
import { isMeasured } from '@echonet/models/measures';
import { modelFolderReader } from '../../src/learning/read-model-folder';
import type { Values } from './error-table';

export function openModel(folder: string): Promise<Model> {
  return loadModel(modelFolderReader(path.resolve(folder)), {
    createNetwork: createTensorNetwork,
  });
}

/** A clip's sector, turned as the view gate found it to lie. */
export interface GatedClip {
  readonly sector: Sector;
  readonly accepted: boolean;
}

/**
 * Finds sector and view as the viewer does; undefined where it refuses the images.
 *
 * @param outlines the segmentation model that confirms the view, of real hearts
 */
export async function gateClip(
  gate: Model,
  frames: readonly FramePixels[],
  regions: readonly UltrasoundRegion[] = [],
  outlines?: SegmentationModel,
): Promise<GatedClip | undefined> {
  try {
    const sector = locateSector(frames, regions);
    const { accepted, turn } = await checkView(
      { classifier: gate, segmentation: () => outlines },
      sector,
      (format, turned) => frames.map((frame) => frameImage(frame, turned, format)),
    );
    return { accepted, sector: turnedSector(sector, turn) };
  } catch (error) {
    if (error instanceof ClipRefusal) {
      return undefined;
    }
    throw error;
  }
}

/** The predictions of a model by its own reduction of the frames. */
export async function predictedValues(
  model: Model,
  frames: readonly FramePixels[],
  sector: Sector,
  { mmPerPixel, timesMs }: { readonly mmPerPixel?: number; readonly timesMs?: readonly number[] },
): Promise<Values> {
  const { manifest } = model;
  const { size } = manifest.input;
  const images = frames.map((frame) => prepareImage(frame, sector, manifest.input));
  const prediction = summariseClip(manifest, await predictFrames(model, images), {
    ...(timesMs && { timesMs }),
    ...(mmPerPixel !== undefined && { mmPerPixel: (mmPerPixel * sector.crop.width) / size }),
  });
  return { EF: prediction.EF?.mean, EDV: prediction.EDV?.mean };
}

/** Volumes by disks of the outlines of an end-diastolic and an end-systolic frame. */
export async function outlinedValues(
  model: SegmentationModel,
  frames: readonly [ed: FramePixels, es: FramePixels],
  sector: Sector,
  mmPerPixel: number,
): Promise<Values> {
  const segmented = await segmentClip(model, {
    frameCount: frames.length,
    image: (frame) => prepareImage(frames[frame], sector, model.manifest.input),
    sector,
    scale: { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel },
  });
  const [ed, es] = segmented.map(({ reading }) =>
    isMeasured(reading) ? reading.ventricle.volumeDisks : undefined,
  );
  return ed === undefined || es === undefined ? {} : { EDV: ed, EF: 100 * (1 - es / ed) };
}
