import {
  ClipRefusal,
  classifyView,
  luma,
  predictFrames,
  summariseClip,
  type ClipPrediction,
  type FramePixels,
  type FramePrediction,
  type Model,
  type ViewPrediction,
} from '@echonet/models';
import { prepareClip, type MovingImage } from '../data/prepare/prepare-clip';
import type { ClipImages } from '../data/prepared/images';
import { openClip } from './open-clip';

/** What becomes of one file. */
export interface ClipReading {
  /** Why it cannot be opened at all. */
  readonly unreadable?: string;
  /** Why the viewer's rules refuse it, by its header or by its images. */
  readonly refusal?: string;
  /** What the view classifier says; of a refused clip too, where its images can be prepared. */
  readonly view?: ViewPrediction;
  /** The rules refuse the colour: the classifier was asked about the grey values. */
  readonly inGrey?: boolean;
  /** By model, in the order of the models; of a clip that the viewer would read. */
  readonly predictions?: readonly ClipPrediction[];
}

/** Networks that look at every file. */
export interface ReadingModels {
  readonly viewClassifier: Model;
  readonly models: readonly Model[];
  /** Read also what only the view classifier turns away. */
  readonly readTurnedAway: boolean;
}

/** Reads one file as the viewer does: rules, view classifier, and then the models. */
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
    if (!(error instanceof ClipRefusal)) return { unreadable: (error as Error).message, refusal };
    refusal ??= error.reason;
    inGrey = true;
    images = await prepareGreyValues(opened.image, viewClassifier);
  }
  if (!images) return { refusal };
  const { manifest } = viewClassifier;
  const view = classifyView(manifest, await predictImages(images, viewClassifier));
  const reading = { refusal, view, ...(inGrey && { inGrey }) };
  if (refusal !== undefined || !(view.accepted || readTurnedAway)) return reading;
  const predictions: ClipPrediction[] = [];
  for (const model of models) {
    const own = await prepareClip(opened.image, model.manifest.input);
    predictions.push(summariseClip(model.manifest, await predictImages(own, model)));
  }
  return { ...reading, predictions };
}

/** @returns undefined where not even the grey values show a sector */
async function prepareGreyValues(
  image: MovingImage,
  { manifest }: Model,
): Promise<ClipImages | undefined> {
  try {
    return await prepareClip(greyImage(image), manifest.input);
  } catch (error) {
    if (error instanceof ClipRefusal) return undefined;
    throw error;
  }
}

async function predictImages({ frames }: ClipImages, model: Model): Promise<FramePrediction[]> {
  const { size, channels } = model.manifest.input;
  const length = size * size * channels;
  const predictions: FramePrediction[] = [];
  for (let start = 0; start < frames.length; start += length) {
    const data = Float32Array.from(frames.subarray(start, start + length), (grey) => grey / 255);
    predictions.push(...(await predictFrames(model, [{ size, channels, data }])));
  }
  return predictions;
}

/** The same images without their colour. */
function greyImage(image: MovingImage): MovingImage {
  return {
    ...image,
    async frame(index): Promise<FramePixels> {
      const { Rows, Columns, channels, data } = await image.frame(index);
      if (channels === 1) return { Rows, Columns, channels, data };
      const greyValues = new Uint8Array(Rows * Columns);
      for (let i = 0, at = 0; i < greyValues.length; i += 1, at += channels) {
        greyValues[i] = luma(data[at], data[at + 1], data[at + 2]);
      }
      return { Rows, Columns, channels: 1, data: greyValues };
    },
  };
}
