import type { WeightValues } from '@echonet/models';
import { panelCount, panelFilters, placeOf } from './packing';

/** Places of a transformed tile or filter. */
export const winogradPlaces = 36;

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
  const values = new Float32Array(panelCount(filters) * winogradPlaces * channels * panelFilters);
  const placeLength = channels * panelFilters;
  const columns = new Float64Array(18);
  for (let filter = 0; filter < filters; filter++) {
    for (let channel = 0; channel < channels; channel++) {
      const tap = (row: number, column: number) => weightAt(3 * row + column, channel, filter);
      for (let column = 0; column < 3; column++) {
        transform(tap(0, column), tap(1, column), tap(2, column), columns, column, 3);
      }
      const first = placeOf(winogradPlaces, channels, 0, channel, filter);
      for (let row = 0; row < 6; row++) {
        const [a, b, c] = [columns[3 * row], columns[3 * row + 1], columns[3 * row + 2]];
        transform(a, b, c, values, first + 6 * row * placeLength, placeLength);
      }
    }
  }
  return values;
}

/** G of F(4 x 4, 3 x 3): a filter's three taps along an axis to six places, `stride` apart. */
function transform(
  a: number,
  b: number,
  c: number,
  output: Float32Array | Float64Array,
  start: number,
  stride: number,
): void {
  const near = (a + c) / 6;
  const far = a / 24 + c / 6;
  output[start] = a / 4;
  output[start + stride] = -near - b / 6;
  output[start + 2 * stride] = -near + b / 6;
  output[start + 3 * stride] = far + b / 12;
  output[start + 4 * stride] = far - b / 12;
  output[start + 5 * stride] = c;
}
