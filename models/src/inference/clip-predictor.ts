import type { AbortSignalLike } from '../platform';
import type { ClipPrediction } from './summarise-clip';

/**
 * The sampled frames of one clip. What stands for a frame is up to the code that runs the network: a
 * prepared image, or its index where a worker holds the images.
 */
export interface SampledClip<Frame> {
  /** In order, at least one. */
  readonly frames: readonly Frame[];
  /**
   * Milliseconds since the clip's first frame, one a frame; the frame interval of the input contract
   * apart unless given.
   */
  readonly timesMs?: readonly number[];
}

/** How far a prediction has come. */
export interface PredictionProgress<Prediction> {
  /** Frames that have been read. */
  readonly done: number;
  readonly count: number;
  /** What these frames say; absent before the first, and from networks that need all frames. */
  readonly prediction?: Prediction;
}

export interface PredictionControl<Prediction> {
  /** Once aborted, nothing more is computed. */
  readonly signal?: AbortSignalLike;
  /** Called before the first frame and after each batch. */
  readonly onProgress?: (progress: PredictionProgress<Prediction>) => void;
}

/**
 * A clip in, its prediction out. Code above it does not see whether the network reads single frames
 * or a stack of them.
 *
 * `Prediction` is a number for each task where panel and reports read it. A network that returns
 * images, such as a mask for each frame, has another type here, and a predictor that measures
 * them makes numbers of it.
 */
export interface ClipPredictor<Frame, Prediction = ClipPrediction> {
  /** @throws Error when the network fails; the signal's reason when aborted. */
  predict(clip: SampledClip<Frame>, control?: PredictionControl<Prediction>): Promise<Prediction>;
}
