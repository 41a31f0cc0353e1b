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
 * The transform from image pixels to the canvas, from the canvas points of three image corners. A
 * camera that faces the image only scales, pans, flips and rotates it, so three points determine it.
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

/** Applies `inner` first. */
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

export function scaling(factor: number): Affine {
  return { a: factor, b: 0, c: 0, d: factor, e: 0, f: 0 };
}

/**
 * The transform from pixels of the network's image to image pixels, as pixelMap has it.
 *
 * @param turn how the network's image is turned against the image
 */
export function networkToImage(
  crop: { x: number; y: number; width: number; height: number },
  size: number,
  turn = { upsideDown: false, mirrored: false },
): Affine {
  const across = { step: crop.width / size, from: crop.x, to: crop.x + crop.width };
  const down = { step: crop.height / size, from: crop.y, to: crop.y + crop.height };
  return {
    a: turn.mirrored ? -across.step : across.step,
    b: 0,
    c: 0,
    d: turn.upsideDown ? -down.step : down.step,
    e: turn.mirrored ? across.to : across.from,
    f: turn.upsideDown ? down.to : down.from,
  };
}

export function apply({ a, b, c, d, e, f }: Affine, x: number, y: number): CanvasPoint {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The direction in the image of a direction on the canvas: as far, without the translation. */
export function toImageDirection(
  { a, b, c, d }: Affine,
  right: number,
  down: number,
): { readonly x: number; readonly y: number } {
  const determinant = a * d - b * c;
  return { x: (d * right - c * down) / determinant, y: (a * down - b * right) / determinant };
}

/** False for a singular transform, as of a viewport that has no size yet. */
export function isUsable(affine: Affine): boolean {
  const { a, b, c, d } = affine;
  return Object.values(affine).every(Number.isFinite) && Math.abs(a * d - b * c) > 1e-9;
}
