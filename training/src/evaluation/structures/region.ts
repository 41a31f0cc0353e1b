import { sum } from 'd3-array';
import type { AnatomicalEvidence } from '@echonet/models/tasks';

/**
 * Region of a structure in an image.
 *
 * @param codes structure code of each pixel, [size, size]
 * @param names of the codes 0, 1, ...
 * @param sector 1 inside the scanning sector, [size, size]
 * @returns 1 on the structure and its margin, inside the sector, [size, size]
 */
export function structureRegion(
  codes: Uint8Array,
  names: readonly string[],
  { structures, margin = 0 }: AnatomicalEvidence,
  sector: Uint8Array,
): Uint8Array {
  const size = Math.round(Math.sqrt(codes.length));
  const wanted = new Set(structures.map((name) => names.indexOf(name)));
  const region = codes.map((code) => (wanted.has(code) ? 1 : 0));
  const wider = dilated(region, Math.ceil(margin * size));
  return wider.map((inside, pixel) => inside & sector[pixel]);
}

/**
 * Morphological dilation by a disk.
 *
 * @param radius in pixels
 */
export function dilated(region: Uint8Array, radius: number): Uint8Array {
  if (radius === 0) {
    return region;
  }
  const size = Math.round(Math.sqrt(region.length));
  const wider = new Uint8Array(region.length);
  region.forEach((inside, pixel) => {
    if (!inside) {
      return;
    }
    const [row, column] = [Math.floor(pixel / size), pixel % size];
    for (let y = Math.max(0, row - radius); y <= Math.min(size - 1, row + radius); y++) {
      for (let x = Math.max(0, column - radius); x <= Math.min(size - 1, column + radius); x++) {
        if ((y - row) ** 2 + (x - column) ** 2 <= radius ** 2) {
          wider[y * size + x] = 1;
        }
      }
    }
  });
  return wider;
}

export function areaOf(region: Uint8Array): number {
  return sum(region);
}

/** Share of a map's sum inside the region; NaN for an all-zero map. */
export function shareInside(map: Float32Array, region: Uint8Array): number {
  let [inside, all] = [0, 0];
  map.forEach((value, pixel) => {
    all += value;
    if (region[pixel]) {
      inside += value;
    }
  });
  return all > 0 ? inside / all : NaN;
}
