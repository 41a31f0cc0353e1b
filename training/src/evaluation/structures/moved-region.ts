/** Places that are tried across the image, each way. */
const placesAcross = 32;

/** Share of the moved region that must lie inside the sector. */
const leastInside = 0.95;

/**
 * The same shape elsewhere in the sector, to compare hiding the one with hiding the other.
 *
 * @param region [size, size]
 * @param sector 1 inside the scanning sector, [size, size]
 * @param random in [0, 1); chooses among the places
 * @returns undefined where there is no place that touches nothing of the region
 */
export function movedRegion(
  region: Uint8Array,
  sector: Uint8Array,
  random: () => number,
): Uint8Array | undefined {
  const size = Math.round(Math.sqrt(region.length));
  const pixels = [...region.keys()].filter((pixel) => region[pixel]);
  const mostOutside = (1 - leastInside) * pixels.length;
  /** Where a pixel comes to lie; -1 outside the sector. */
  const moved = (pixel: number, down: number, right: number) => {
    const [row, column] = [Math.floor(pixel / size) + down, (pixel % size) + right];
    const isInside = row >= 0 && column >= 0 && row < size && column < size;
    return isInside && sector[row * size + column] ? row * size + column : -1;
  };
  const fits = (down: number, right: number) => {
    let outside = 0;
    return pixels.every((pixel) => {
      const place = moved(pixel, down, right);
      return place < 0 ? ++outside <= mostOutside : !region[place];
    });
  };
  const step = Math.max(1, Math.round(size / placesAcross));
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
