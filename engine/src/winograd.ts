import type { WeightValues } from '@echonet/models';
import { packed } from './packing';

/** Places of a transformed tile or filter. */
export const winogradPlaces = 36;

/** G of F(4 x 4, 3 x 3): a filter's three taps along an axis to six places. */
const transform = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
];

/** A 3 x 3 kernel transformed for assembly/winograd.ts: [panel][36 places][channel][8 filters]. */
export function packedWinograd({ shape, values }: WeightValues): Float32Array {
  const [, , channels, filters] = shape;
  return packedPlaces(channels, filters, (tap, channel, filter) => {
    return values[(tap * channels + channel) * filters + filter];
  });
}

/** @param weightAt weight of a tap (row by row), an input channel and a filter */
export function packedPlaces(
  channels: number,
  filters: number,
  weightAt: (tap: number, channel: number, filter: number) => number,
): Float32Array {
  return packed(winogradPlaces, channels, filters, (place, channel, filter) => {
    const [down, across] = [transform[Math.floor(place / 6)], transform[place % 6]];
    let sum = 0;
    for (let tap = 0; tap < 9; tap++) {
      sum += down[Math.floor(tap / 3)] * across[tap % 3] * weightAt(tap, channel, filter);
    }
    return sum;
  });
}
