/** A box of image pixels: from (x0, y0) up to but without (x1, y1). */
export interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
