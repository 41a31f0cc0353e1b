/** Offsets tried per axis and direction. */
const offsetsPerAxis = 32;

/** Minimum share of the moved region inside the sector. */
const minInsideShare = 0.95;

/**
 * Translates a region to a random place in the sector that does not overlap it: the control for
 * occluding the region.
 *
 * @param region 1 inside, [size, size]
 * @param sector 1 inside the scanning sector, [size, size]
 * @param random uniform in [0, 1)
 * @returns undefined when there is no such place
 */
export function movedRegion(
  region: Uint8Array,
  sector: Uint8Array,
  random: () => number,
): Uint8Array | undefined {
  const size = Math.round(Math.sqrt(region.length));
  const pixels = [...region.keys()].filter((pixel) => region[pixel]);
  const maxOutside = (1 - minInsideShare) * pixels.length;
  /** Index of a pixel after translation; -1 outside the sector. */
  const moved = (pixel: number, down: number, right: number) => {
    const [row, column] = [Math.floor(pixel / size) + down, (pixel % size) + right];
    const isInside = row >= 0 && column >= 0 && row < size && column < size;
    return isInside && sector[row * size + column] ? row * size + column : -1;
  };
  const fits = (down: number, right: number) => {
    let outside = 0;
    return pixels.every((pixel) => {
      const place = moved(pixel, down, right);
      return place < 0 ? ++outside <= maxOutside : !region[place];
    });
  };
  const step = Math.max(1, Math.round(size / offsetsPerAxis));
  const places: (readonly [down: number, right: number])[] = [];
  for (let down = -size + step; down < size; down += step) {
    for (let right = -size + step; right < size; right += step) {
      if (fits(down, right)) {
        places.push([down, right]);
      }
    }
  }
  if (places.length === 0) {
    return undefined;
  }
  const [down, right] = places[Math.floor(random() * places.length)];
  const result = new Uint8Array(region.length);
  for (const pixel of pixels) {
    const place = moved(pixel, down, right);
    if (place >= 0) {
      result[place] = 1;
    }
  }
  return result;
}
