import { resizeAxis, type ResizeAxis } from '../image/resize';
import type { ImageContract } from './contract-schema';

/** Sharpness of the cubic filter of OpenCV (INTER_CUBIC); Keys (1981) has -0.5. */
const cubicSharpness = -0.75;

const kernels = {
  linear: { support: 1, weight: (x: number) => Math.max(0, 1 - x) },
  cubic: { support: 2, weight: cubic },
} as const;

/**
 * Weights of one axis for the filter of a contract; see resizeAxis. Input outside [0, inputLength)
 * counts as 0.
 */
export function filterAxis(
  filter: ImageContract['filter'],
  start: number,
  length: number,
  size: number,
  inputLength: number,
): ResizeAxis {
  if (filter === 'antialiased') {
    return resizeAxis(start, length, size, inputLength);
  }
  const { support, weight } = kernels[filter];
  const taps = Math.min(inputLength, 2 * support);
  const first = new Int32Array(size);
  const weights = new Float32Array(size * taps);
  for (let i = 0; i < size; i++) {
    const centre = start + ((i + 0.5) * length) / size - 0.5;
    const low = Math.floor(centre) - support + 1;
    const from = Math.min(inputLength - taps, Math.max(0, low));
    first[i] = from;
    for (let input = low; input < low + 2 * support; input++) {
      const tap = input - from;
      if (tap >= 0 && tap < taps) {
        weights[i * taps + tap] = weight(Math.abs(input - centre));
      }
    }
  }
  return { taps, first, weights };
}

function cubic(x: number): number {
  const a = cubicSharpness;
  if (x < 1) {
    return ((a + 2) * x - (a + 3)) * x * x + 1;
  }
  return x < 2 ? a * (((x - 5) * x + 8) * x - 4) : 0;
}
