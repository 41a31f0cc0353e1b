import type { ImagePoints } from '@echonet/phantom';

/** The structure of each pixel of one frame, as codes of structureNames. */
export interface StructureMask {
  readonly Rows: number;
  readonly Columns: number;
  /** Rows * Columns values, row by row. */
  readonly codes: Uint8Array;
  /** Names of the structures that the mask marks; absent where these are all that its data set labels. */
  readonly marked?: readonly string[];
}

/**
 * Checks that every value is one of the codes of a mask.
 *
 * @param known names of the codes 0, 1, ...
 * @throws Error with one sentence that names the first wrong value and its pixel
 */
export function toCodes(
  values: ArrayLike<number>,
  Columns: number,
  known: readonly string[],
): Uint8Array {
  const codes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isInteger(value) || value < 0 || value >= known.length) {
      const list = known.map((name, code) => `${code} ${name}`).join(', ');
      throw new Error(
        `its value ${value} at column ${(i % Columns) + 1}, row ${Math.floor(i / Columns) + 1} is no label (${list})`,
      );
    }
    codes[i] = value;
  }
  return codes;
}

/**
 * Codes at points of the frame; 0 at points outside it.
 *
 * @param points in continuous pixels: the centre of the first pixel is at (0.5, 0.5)
 */
export function codesAt({ Rows, Columns, codes }: StructureMask, points: ImagePoints): Uint8Array {
  return Uint8Array.from(points.x, (x, i) => {
    const column = Math.floor(x);
    const row = Math.floor(points.y[i]);
    const isInside = column >= 0 && column < Columns && row >= 0 && row < Rows;
    return isInside ? codes[row * Columns + column] : 0;
  });
}

export function areaOfCode({ codes }: StructureMask, code: number): number {
  return codes.filter((value) => value === code).length;
}

/** Mean position in pixels; undefined for a structure that is not in the mask. */
export function centroidOf(
  { Columns, codes }: StructureMask,
  code: number,
): { x: number; y: number } | undefined {
  let [x, y, count] = [0, 0, 0];
  codes.forEach((value, i) => {
    if (value === code) {
      x += (i % Columns) + 0.5;
      y += Math.floor(i / Columns) + 0.5;
      count++;
    }
  });
  return count > 0 ? { x: x / count, y: y / count } : undefined;
}
