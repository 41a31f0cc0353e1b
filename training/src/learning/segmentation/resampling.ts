/**
 * A square label map or mask at the nearest pixels of another grid.
 *
 * @param from side of the map in pixels
 * @param to side of the result in pixels
 */
export function nearestSamples(map: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  const place = (i: number) => Math.floor(((i + 0.5) * from) / to);
  return Uint8Array.from(
    { length: to * to },
    (_, i) => map[place(Math.floor(i / to)) * from + place(i % to)],
  );
}

/** Grey values of a prepared frame, whose channels are equal. */
export function firstChannel(frame: Uint8Array, channels: number): Uint8Array {
  return channels === 1 ? frame : frame.filter((_, index) => index % channels === 0);
}
