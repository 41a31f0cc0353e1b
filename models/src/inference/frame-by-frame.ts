import type { NetworkImage } from '../image/preparation';
import type { Model } from '../model/load-model';
import { classifyView, type ViewPrediction } from './classify-view';
import type { ClipPredictor } from './clip-predictor';
import { predictFrames, type FramePrediction } from './predict-frame';
import {
  needsAllFrames,
  summariseClip,
  type ClipFacts,
  type ClipPrediction,
} from './summarise-clip';

export interface FrameByFrameSettings<Frame, Prediction> {
  readonly batchSize: number;
  /** One prediction a frame, in order. */
  readonly predictFrames: (frames: readonly Frame[]) => Promise<readonly FramePrediction[]>;
  /** Turns the frames' predictions so far into the clip's. */
  readonly summarise: (frames: readonly FramePrediction[]) => Prediction;
  /** Predictions of some frames say nothing of the clip and are not reported. */
  readonly needsAllFrames?: boolean;
}

/**
 * Predicts a clip by a network that reads single frames: the first frame alone, for a result as
 * early as possible, then the others in batches, one batch at a time.
 */
export function frameByFrame<Frame, Prediction>(
  settings: FrameByFrameSettings<Frame, Prediction>,
): ClipPredictor<Frame, Prediction> {
  return {
    async predict({ frames }, { signal, onProgress } = {}) {
      const count = frames.length;
      const predicted: FramePrediction[] = [];
      let prediction: Prediction | undefined;
      onProgress?.({ done: 0, count });
      for (const batch of batchesOf(frames, settings.batchSize)) {
        signal?.throwIfAborted();
        predicted.push(...(await settings.predictFrames(batch)));
        const done = predicted.length;
        if (!settings.needsAllFrames || done === count) {
          prediction = settings.summarise(predicted);
        }
        onProgress?.({ done, count, prediction });
      }
      return prediction ?? settings.summarise(predicted);
    },
  };
}

/** The first frame alone, the others in as few batches of about equal size as possible. */
export function batchesOf<Frame>(frames: readonly Frame[], batchSize: number): Frame[][] {
  const [first, others] = [frames.slice(0, 1), frames.slice(1)];
  const batchCount = Math.ceil(others.length / batchSize);
  const size = Math.ceil(others.length / Math.max(1, batchCount));
  return [
    first,
    ...Array.from({ length: batchCount }, (_, i) => others.slice(i * size, (i + 1) * size)),
  ].filter((batch) => batch.length > 0);
}

/**
 * The clip's prediction by `summariseClip`, whose volumes need the times of the frames and the scale of
 * the images that are given here.
 */
export function clipPredictor(
  model: Model,
  facts?: Pick<ClipFacts, 'mmPerPixel'>,
): ClipPredictor<NetworkImage> {
  const { manifest, network } = model;
  return {
    predict: ({ frames, timesMs }, control) =>
      frameByFrame<NetworkImage, ClipPrediction>({
        batchSize: network.batchSize,
        predictFrames: (images) => predictFrames(model, images),
        summarise: (predicted) =>
          summariseClip(manifest, predicted, {
            ...facts,
            timesMs: timesMs ?? frames.map((_, i) => i * manifest.input.frameIntervalMs),
          }),
        needsAllFrames: needsAllFrames(manifest),
      }).predict({ frames, timesMs }, control),
  };
}

/** Predicts a clip's view by a view classifier. */
export function viewPredictor(model: Model): ClipPredictor<NetworkImage, ViewPrediction> {
  return frameByFrame({
    batchSize: model.network.batchSize,
    predictFrames: (images) => predictFrames(model, images),
    summarise: (frames) => classifyView(model.manifest, frames),
  });
}
