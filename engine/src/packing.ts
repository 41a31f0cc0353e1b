import type { WeightValues } from '@echonet/models';

/** Filters per panel. */
export const panelFilters = 8;

/** Number of panels; the last one may be padded with zeros. */
export function panelCount(filters: number): number {
  return Math.ceil(filters / panelFilters);
}

/**
 * Lays weights out as [panel][tap][channel][8 filters], the order in which a tile reads them.
 * @param weightAt weight of a tap, an input channel and a filter
 */
export function packed(
  taps: number,
  channels: number,
  filters: number,
  weightAt: (tap: number, channel: number, filter: number) => number,
): Float32Array {
  const values = new Float32Array(panelCount(filters) * taps * channels * panelFilters);
  let place = 0;
  for (let first = 0; first < filters; first += panelFilters) {
    const inPanel = Math.min(panelFilters, filters - first);
    for (let tap = 0; tap < taps; tap++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let i = 0; i < inPanel; i++) {
          values[place + i] = weightAt(tap, channel, first + i);
        }
        place += panelFilters;
      }
    }
  }
  return values;
}

/** A kernel's weights in forward order; taps row by row. */
export function packedForward({ shape, values }: WeightValues): Float32Array {
  const [height, width, channels, filters] = shape;
  return packed(height * width, channels, filters, (tap, channel, filter) => {
    return values[(tap * channels + channel) * filters + filter];
  });
}

/** Position of a weight in packed's layout. */
export function placeOf(
  taps: number,
  channels: number,
  tap: number,
  channel: number,
  filter: number,
): number {
  const panel = Math.floor(filter / panelFilters);
  return ((panel * taps + tap) * channels + channel) * panelFilters + (filter % panelFilters);
}

/** Reads single weights of packedForward's layout. */
export function unpacked(
  values: Float32Array,
  taps: number,
  channels: number,
): (tap: number, channel: number, filter: number) => number {
  return (tap, channel, filter) => values[placeOf(taps, channels, tap, channel, filter)];
}

/** One bias per filter, zero-padded to whole panels. */
export function packedBias(bias: Float32Array): Float32Array {
  const values = new Float32Array(panelCount(bias.length) * panelFilters);
  values.set(bias);
  return values;
}
