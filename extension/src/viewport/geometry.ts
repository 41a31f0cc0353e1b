import type { CanvasPoint } from '../host/contracts';

/** (x, y) -> (a x + c y + e, b x + d y + f), in the order of CanvasRenderingContext2D.setTransform. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/**
 * The map from image pixels to the canvas, from where three of the image's corners are drawn. A
 * camera that looks straight at an image zooms, pans, flips and rotates it, and no more, so three
 * points fix it.
 *
 * @param origin where image point (0, 0) is drawn
 * @param right where (width, 0) is drawn
 * @param down where (0, height) is drawn
 */
export function imageToCanvas(
  width: number,
  height: number,
  origin: CanvasPoint,
  right: CanvasPoint,
  down: CanvasPoint,
): Affine {
  return {
    a: (right[0] - origin[0]) / width,
    b: (right[1] - origin[1]) / width,
    c: (down[0] - origin[0]) / height,
    d: (down[1] - origin[1]) / height,
    e: origin[0],
    f: origin[1],
  };
}

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  };
}

/** Enlarges both axes by the same factor. */
export function scaling(factor: number): Affine {
  return { a: factor, b: 0, c: 0, d: factor, e: 0, f: 0 };
}

/** The map from the pixels of the network's image to image pixels; as pixelMap has it. */
export function networkToImage(
  crop: { x: number; y: number; width: number; height: number },
  size: number,
): Affine {
  return { a: crop.width / size, b: 0, c: 0, d: crop.height / size, e: crop.x, f: crop.y };
}

/** Where a point goes. */
export function apply({ a, b, c, d, e, f }: Affine, x: number, y: number): CanvasPoint {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** False while the viewport is not laid out: a canvas cannot be drawn through such a map. */
export function isUsable(affine: Affine): boolean {
  const { a, b, c, d } = affine;
  return Object.values(affine).every(Number.isFinite) && Math.abs(a * d - b * c) > 1e-9;
}
