import { areFinite } from '../arrays';
import type { StructureName } from '../segmentation/structures';
import type { MaskOutput } from './contract-schema';
import type { OutputTensor } from './output-values';

/** Probabilities this near 0 and 1 have a logarithm that is still finite. */
const leastProbability = 1e-7;

/** Values of a mask that a recorded answer holds at most. */
const mostSampled = 256;

/** What the channels of {@link maskLogits} show. */
export function maskStructures({ classes }: Pick<MaskOutput, 'classes'>): StructureName[] {
  return ['background', ...classes.filter((name) => name !== 'background')];
}

/**
 * Logits of every structure in every pixel, so that the most probable structure is the one with the
 * highest. The background of classes that stand by themselves is the logit of their threshold; of
 * several background classes it is the most probable one.
 *
 * @param size side of the map
 * @returns [size, size, maskStructures]
 * @throws Error as a sentence when the output has another shape or holds no numbers
 */
export function maskLogits(mask: MaskOutput, tensor: OutputTensor, size: number): Float32Array {
  refuseOtherShape(mask, tensor, size);
  const { classes, meaning, threshold = 0.5 } = mask;
  const structures = maskStructures(mask);
  const pixels = size * size;
  const isOwn = meaning === 'logits' || meaning === 'probabilities';
  const logits = new Float32Array(pixels * structures.length);
  for (let pixel = 0; pixel < pixels; pixel++) {
    logits[pixel * structures.length] = isOwn ? logit(threshold) : -Infinity;
  }
  const [ofPixel, ofClass] = mask.layout === 'NHWC' ? [classes.length, 1] : [1, pixels];
  classes.forEach((name, index) => {
    const channel = structures.indexOf(name);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = logitOf(meaning, tensor.values[pixel * ofPixel + index * ofClass]);
      const at = pixel * structures.length + channel;
      logits[at] = name === 'background' ? Math.max(logits[at], value) : value;
    }
  });
  return logits;
}

/** Evenly spaced values of a mask as the network gives them: what a recorded answer holds. */
export function maskSample({ values }: OutputTensor): number[] {
  const every = Math.ceil(values.length / mostSampled);
  return [...values].filter((_, index) => index % every === 0);
}

function logitOf(meaning: MaskOutput['meaning'], value: number): number {
  switch (meaning) {
    case 'logits':
    case 'class logits':
      return value;
    case 'probabilities':
      return logit(value);
    case 'class probabilities':
      return Math.log(Math.max(leastProbability, value));
  }
}

function logit(probability: number): number {
  const within = Math.min(1 - leastProbability, Math.max(leastProbability, probability));
  return Math.log(within / (1 - within));
}

function refuseOtherShape(
  { layout, classes, tensor: name }: MaskOutput,
  { dims, values }: OutputTensor,
  size: number,
): void {
  const title = name === undefined ? "The network's output" : `The network's output ${name}`;
  const wanted =
    layout === 'NCHW' ? [1, classes.length, size, size] : [1, size, size, classes.length];
  if (dims.join('x') !== wanted.join('x')) {
    throw new Error(
      `${title} is ${dims.join('x')}, and the contract says ${wanted.join('x')} (${layout}).`,
    );
  }
  if (!areFinite(values)) {
    throw new Error(
      `${title} holds values that are no numbers (NaN or infinite); the file or its input is wrong.`,
    );
  }
}
