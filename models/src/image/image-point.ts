/** A point in continuous image pixels: the centre of the first pixel is at (0.5, 0.5). */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}
