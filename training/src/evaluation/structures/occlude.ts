/** Ways of hiding a region: in black, or under what lies around it. */
export const concealments = ['surroundings', 'mask'] as const;
/** See {@link concealments}. */
export type Concealment = (typeof concealments)[number];

/**
 * An image with a region hidden.
 *
 * `mask` blackens it, as Ghorbani et al. 2020 do; the black patch is itself something to see. With
 * `surroundings` each pixel takes the grey that lies as far beyond the nearest border of the region
 * as the pixel lies before it (or at the border, where that is hidden too), so that the speckle goes
 * on and nothing shows that something was there.
 *
 * @param grey values [size, size, channels]
 * @param region 1 where it is to be hidden, [size, size]
 * @param sector 1 inside the scanning sector, [size, size]
 */
export function conceal(
  greyValues: Float32Array,
  region: Uint8Array,
  sector: Uint8Array,
  how: Concealment,
): Float32Array {
  const size = Math.round(Math.sqrt(region.length));
  const channels = greyValues.length / region.length;
  const image = greyValues.slice();
  const nearest = how === 'surroundings' ? nearestVisible(region, sector) : undefined;
  region.forEach((hidden, pixel) => {
    if (!hidden) {
      return;
    }
    const border = nearest?.[pixel] ?? -1;
    if (border < 0) {
      image.fill(0, pixel * channels, (pixel + 1) * channels);
      return;
    }
    const row = 2 * Math.floor(border / size) - Math.floor(pixel / size);
    const column = 2 * (border % size) - (pixel % size);
    const beyond = row * size + column;
    const isInside = row >= 0 && column >= 0 && row < size && column < size;
    const source = isInside && sector[beyond] && !region[beyond] ? beyond : border;
    for (let channel = 0; channel < channels; channel++) {
      image[pixel * channels + channel] = greyValues[source * channels + channel];
    }
  });
  return image;
}

/** For each pixel of the region the nearest one of the sector outside of it, -1 without any. */
function nearestVisible(region: Uint8Array, sector: Uint8Array): Int32Array {
  const size = Math.round(Math.sqrt(region.length));
  const nearest = new Int32Array(region.length).fill(-1);
  const queue: number[] = [];
  region.forEach((hidden, pixel) => {
    if (hidden || !sector[pixel]) {
      return;
    }
    nearest[pixel] = pixel;
    queue.push(pixel);
  });
  // Breadth first, so that whoever reaches a pixel first is among the nearest.
  for (const pixel of queue) {
    const column = pixel % size;
    const neighbours = [pixel - size, pixel + size];
    if (column > 0) {
      neighbours.push(pixel - 1);
    }
    if (column < size - 1) {
      neighbours.push(pixel + 1);
    }
    for (const neighbour of neighbours) {
      if (!region[neighbour] || nearest[neighbour] >= 0) {
        continue;
      }
      nearest[neighbour] = nearest[pixel];
      queue.push(neighbour);
    }
  }
  return nearest;
}
