import {
  ClipRefusal,
  clipPredictor,
  luma,
  viewPredictor,
  type ClipPrediction,
  type FramePixels,
  type Model,
  type NetworkImage,
  type SampledClip,
  type ViewPrediction,
} from '@echonet/models';
import { prepareClip, type MovingImage } from '../data/prepare/prepare-clip';
import type { ClipImages } from '../data/prepared/images';
import { openClip } from './open-clip';

export interface ClipReading {
  /** Why the file cannot be opened. */
  readonly unreadable?: string;
  /** Why the viewer's rules reject it, by header or image content. */
  readonly refusal?: string;
  /** The predicted view; also for a rejected clip whose images can be prepared. */
  readonly view?: ViewPrediction;
  /** The rules reject the clip's colour: the view was predicted on grey values. */
  readonly inGrey?: boolean;
  /** In the order of the models; for clips that the viewer would analyse. */
  readonly predictions?: readonly ClipPrediction[];
}

/** The networks to run on every file. */
export interface ReadingModels {
  readonly viewClassifier: Model;
  readonly models: readonly Model[];
  /** Also analyse clips that only the view classifier rejects. */
  readonly readTurnedAway: boolean;
}

/** Analyses one file as the viewer does: rules, view classifier, then the models. */
export async function readClip(content: Uint8Array, networks: ReadingModels): Promise<ClipReading> {
  const { viewClassifier, models, readTurnedAway } = networks;
  let opened;
  try {
    opened = await openClip(content);
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
  let { refusal } = opened;
  let inGrey = false;
  let images;
  try {
    images = await prepareClip(opened.image, viewClassifier.manifest.input);
  } catch (error) {
    if (!(error instanceof ClipRefusal)) {
      return { unreadable: (error as Error).message, refusal };
    }
    refusal ??= error.reason;
    inGrey = true;
    images = await prepareGreyValues(opened.image, viewClassifier);
  }
  if (!images) {
    return { refusal };
  }
  const view = await viewPredictor(viewClassifier).predict(sampledClip(images, viewClassifier));
  const reading = { refusal, view, ...(inGrey && { inGrey }) };
  if (refusal !== undefined || !(view.accepted || readTurnedAway)) {
    return reading;
  }
  const predictions: ClipPrediction[] = [];
  for (const model of models) {
    const own = await prepareClip(opened.image, model.manifest.input);
    predictions.push(await clipPredictor(model).predict(sampledClip(own, model)));
  }
  return { ...reading, predictions };
}

/** @returns undefined when the grey values show no sector either */
async function prepareGreyValues(
  image: MovingImage,
  { manifest }: Model,
): Promise<ClipImages | undefined> {
  try {
    return await prepareClip(greyImage(image), manifest.input);
  } catch (error) {
    if (error instanceof ClipRefusal) {
      return undefined;
    }
    throw error;
  }
}

function sampledClip({ frames }: ClipImages, { manifest }: Model): SampledClip<NetworkImage> {
  const { size, channels } = manifest.input;
  const length = size * size * channels;
  return {
    frames: Array.from({ length: frames.length / length }, (_, index) => ({
      size,
      channels,
      data: Float32Array.from(
        frames.subarray(index * length, (index + 1) * length),
        (grey) => grey / 255,
      ),
    })),
  };
}

/** The same images in grey. */
function greyImage(image: MovingImage): MovingImage {
  return {
    ...image,
    async frame(index): Promise<FramePixels> {
      const { Rows, Columns, channels, data } = await image.frame(index);
      if (channels === 1) {
        return { Rows, Columns, channels, data };
      }
      const greyValues = new Uint8Array(Rows * Columns);
      for (let i = 0, at = 0; i < greyValues.length; i++, at += channels) {
        greyValues[i] = luma(data[at], data[at + 1], data[at + 2]);
      }
      return { Rows, Columns, channels: 1, data: greyValues };
    },
  };
}
