/** A box of image pixels: (x0, y0) inclusive to (x1, y1) exclusive. */
export interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
