/** What an occluded region is filled with: mirrored surroundings, or black (`mask`). */
export const occlusionFills = ['surroundings', 'mask'] as const;
export type OcclusionFill = (typeof occlusionFills)[number];

/**
 * Occludes a region of an image.
 *
 * `mask` fills it with black, as Ghorbani et al. 2020 do; the black patch is itself visible.
 * `surroundings` mirrors the pixels at the nearest border of the region (or repeats the border,
 * where the mirrored pixel is occluded too), which continues the speckle and leaves no visible
 * patch.
 *
 * @param greyValues [size, size, channels]
 * @param region 1 where occluded, [size, size]
 * @param sector 1 inside the scanning sector, [size, size]
 * @returns a new image
 */
export function occlude(
  greyValues: Float32Array,
  region: Uint8Array,
  sector: Uint8Array,
  fill: OcclusionFill,
): Float32Array {
  const size = Math.round(Math.sqrt(region.length));
  const channels = greyValues.length / region.length;
  const image = greyValues.slice();
  const nearest = fill === 'surroundings' ? nearestVisible(region, sector) : undefined;
  region.forEach((isOccluded, pixel) => {
    if (!isOccluded) {
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

/**
 * For each pixel of the region, the index of the nearest sector pixel outside it; -1 without any.
 */
function nearestVisible(region: Uint8Array, sector: Uint8Array): Int32Array {
  const size = Math.round(Math.sqrt(region.length));
  const nearest = new Int32Array(region.length).fill(-1);
  const queue: number[] = [];
  region.forEach((isOccluded, pixel) => {
    if (isOccluded || !sector[pixel]) {
      return;
    }
    nearest[pixel] = pixel;
    queue.push(pixel);
  });
  // Breadth-first search visits pixels in order of their distance.
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
