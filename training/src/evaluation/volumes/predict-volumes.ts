import {
  predictFrames,
  summariseClip,
  type ClipPrediction,
  type InputContract,
  type Network,
} from '@echonet/models';
import { readFrame } from '../../data/prepared/images';
import type { CohortClip } from '../../data/prepared/open-prepared';
import {
  resizedEcho,
  type LabelledStructures,
} from '../../learning/segmentation/read-structure-batch';
import { firstChannel } from '../../learning/segmentation/resampling';
import type { VolumeTask } from '../../learning/volumes/volume-tasks';

/** A network that says the volumes of frames, as far as prediction needs it. */
export interface VolumeModel {
  readonly network: Network;
  readonly manifest: { readonly input: InputContract; readonly tasks: readonly VolumeTask[] };
}

export interface PredictedVolumes {
  readonly clip: CohortClip;
  readonly subset: 'calibration' | 'test';
  readonly prediction: ClipPrediction;
  /** By task id, the chamber's volume in each frame, cubic pixels of the network's image. */
  readonly perFrame: Readonly<Record<string, readonly number[]>>;
}

/** What is known of images beside their pixels. */
export interface ImageFacts {
  /** Millimetres of the patient per pixel of the network's image. */
  readonly mmPerPixel?: number;
  /** Where they are a film; single frames have no time. */
  readonly frameIntervalMs?: number;
}

/**
 * Predicts a prepared clip as the viewer does, by way of the prepared size.
 *
 * @param frameIntervalMs of the prepared frames where they are a film; single frames have no time
 */
export async function predictVolumes(
  model: VolumeModel,
  clip: CohortClip,
  set: Pick<LabelledStructures, 'size' | 'channels'>,
  frameIntervalMs?: number,
): Promise<Omit<PredictedVolumes, 'subset'>> {
  const { size } = model.manifest.input;
  const images = Array.from({ length: clip.images.frameCount }, (_, frameIndex) => {
    const { frame, mask } = readFrame(clip.images, frameIndex, set);
    const echo = { size: set.size, greyValues: firstChannel(frame, set.channels), mask };
    return resizedEcho(echo, size).greyValues;
  });
  const mmPerPixel = clip.mmPerPixel && (clip.mmPerPixel * set.size) / size;
  return { clip, ...(await predictImages(model, images, { mmPerPixel, frameIntervalMs })) };
}

/** @param images in [0, 1], of the network's size */
export async function predictImages(
  { network, manifest }: VolumeModel,
  images: readonly Float32Array[],
  { mmPerPixel, frameIntervalMs }: ImageFacts,
): Promise<Pick<PredictedVolumes, 'prediction' | 'perFrame'>> {
  const { size } = manifest.input;
  const complete = { network, manifest: { ...manifest, tasks: withMetrics(manifest.tasks) } };
  const frames = await predictFrames(
    complete,
    images.map((data) => ({ size, channels: 1, data })),
  );
  const timesMs =
    frameIntervalMs === undefined ? undefined : frames.map((_, i) => i * frameIntervalMs);
  return {
    prediction: summariseClip(complete.manifest, frames, { timesMs, mmPerPixel }),
    perFrame: Object.fromEntries(
      manifest.tasks.map(({ id }) => [id, frames.map(({ values }) => values[id])]),
    ),
  };
}

/** What prediction does not read. */
function withMetrics(tasks: readonly VolumeTask[]) {
  return tasks.map((task) => ({ ...task, metrics: {} }));
}
