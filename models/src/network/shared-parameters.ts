import * as v from 'valibot';

export const positiveInteger = v.pipe(
  v.number(),
  v.finite('must be finite'),
  v.integer('must be whole'),
  v.minValue(1, 'must be at least 1'),
);

/** What every architecture has, and all that code outside `network/` may rely on. */
export const sharedParameters = {
  /** Side of the square input in pixels. */
  inputSize: positiveInteger,
  /** Channels of the input. */
  channels: positiveInteger,
  /** Number of logits, one for each task; in a segmentation, of each pixel, one for each class. */
  outputs: positiveInteger,
};
