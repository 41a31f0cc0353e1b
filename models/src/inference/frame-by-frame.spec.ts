import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PredictionProgress } from './clip-predictor';
import { batchesOf, frameByFrame } from './frame-by-frame';

describe('the batches of a clip', () => {
  it('are the first frame alone, then as few batches as possible of about equal size', () => {
    const frames = Array.from({ length: 20 }, (_, i) => i);
    expect(batchesOf(frames, 32).map(({ length }) => length)).toEqual([1, 19]);
    expect(batchesOf(frames, 12).map(({ length }) => length)).toEqual([1, 10, 9]);
    expect(batchesOf(frames, 1)).toHaveLength(20);
    expect(batchesOf([7], 4)).toEqual([[7]]);
  });

  it('contain every frame once, in order, and never exceed the batch size', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (frames, batchSize) => {
          const batches = batchesOf(frames, batchSize);
          expect(batches.flat()).toEqual(frames);
          expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(batchSize);
        },
      ),
    );
  });
});

describe('a clip predicted frame by frame', () => {
  const clip = { frames: [3, 5, 7, 9] };
  /** The prediction of a frame is its number, and the clip's their sum. */
  const predictorOf = (asked: (readonly number[])[], onBatch = () => {}) =>
    frameByFrame<number, number>({
      batchSize: 2,
      predictFrames: (frames) => {
        asked.push(frames);
        onBatch();
        return Promise.resolve(frames.map((frame) => ({ values: { EF: frame } })));
      },
      summarise: (frames) => frames.reduce((sum, { values }) => sum + values.EF, 0),
    });

  it('has a prediction after the first frame and after each batch', async () => {
    const asked: (readonly number[])[] = [];
    const progress: PredictionProgress<number>[] = [];
    const onProgress = (each: PredictionProgress<number>) => progress.push(each);
    expect(await predictorOf(asked).predict(clip, { onProgress })).toBe(24);
    expect(asked).toEqual([[3], [5, 7], [9]]);
    expect(progress).toEqual([
      { done: 0, count: 4 },
      { done: 1, count: 4, prediction: 3 },
      { done: 3, count: 4, prediction: 15 },
      { done: 4, count: 4, prediction: 24 },
    ]);
  });

  it('has a prediction at the end alone where some frames say nothing of the clip', async () => {
    const progress: PredictionProgress<number>[] = [];
    const predictor = frameByFrame<number, number>({
      batchSize: 2,
      predictFrames: (frames) =>
        Promise.resolve(frames.map((frame) => ({ values: { EF: frame } }))),
      summarise: (frames) => frames.length,
      needsAllFrames: true,
    });
    const onProgress = (each: PredictionProgress<number>) => progress.push(each);
    expect(await predictor.predict(clip, { onProgress })).toBe(4);
    expect(progress.map(({ prediction }) => prediction)).toEqual([
      undefined,
      undefined,
      undefined,
      4,
    ]);
  });

  it('computes nothing more once it is aborted, and rejects with the reason', async () => {
    const asked: (readonly number[])[] = [];
    const controller = new AbortController();
    const predictor = predictorOf(asked, () => controller.abort(new Error('cancelled')));
    await expect(predictor.predict(clip, { signal: controller.signal })).rejects.toThrow(
      'cancelled',
    );
    expect(asked).toEqual([[3]]);
  });
});
