import {
  structureNames,
  type HeartStructure,
  type StructureName,
} from '../segmentation/structures';

/**
 * Where a structure is, on a regular grid: positive inside, 0 at its border, negative outside. Grid
 * coordinates are continuous pixels: the sample of column 0, row 0 lies at (0.5, 0.5).
 */
export interface StructureField {
  readonly columns: number;
  readonly rows: number;
  /** rows * columns values, row by row. */
  readonly values: Float32Array;
}

/** Fields of one frame, all on the same grid; a structure that is not segmented is absent. */
export type StructureFields = Readonly<Partial<Record<HeartStructure, StructureField>>>;

/**
 * Fields of a label map: +1 inside and -1 outside, averaged over 3 x 3 pixels with weights 1-2-1, so
 * that borders lie between pixels where the staircase of the labels has its mean. Structures without
 * a pixel are absent.
 *
 * @param labels rows * columns codes of {@link structureNames}, row by row
 * @throws RangeError when the labels do not fill the grid or a code has no structure
 */
export function fieldsOfLabels(labels: Uint8Array, columns: number, rows: number): StructureFields {
  if (labels.length !== columns * rows) {
    throw new RangeError(`A label map of ${columns} x ${rows} has not ${labels.length} pixels.`);
  }
  const present = new Set(labels);
  const unknown = [...present].find((code) => code >= structureNames.length);
  if (unknown !== undefined) {
    throw new RangeError(`No structure has the code ${unknown}.`);
  }
  const fields: Partial<Record<HeartStructure, StructureField>> = {};
  structureNames.forEach((name, code) => {
    if (name !== 'background' && present.has(code)) {
      const signs = Float32Array.from(labels, (label) => (label === code ? 1 : -1));
      fields[name] = { columns, rows, values: smoothed(signs, columns, rows) };
    }
  });
  return fields;
}

/**
 * Fields of a network's logits: the structure's own logit less the largest of the others. The values
 * are log odds where two classes dominate.
 *
 * @param logits rows * columns * classes values, the class fastest
 * @param classes what each class is
 * @throws RangeError when the logits do not fill the grid or there are fewer than two classes
 */
export function fieldsOfLogits(
  logits: Float32Array,
  columns: number,
  rows: number,
  classes: readonly StructureName[],
): StructureFields {
  const pixels = columns * rows;
  if (classes.length < 2 || logits.length !== pixels * classes.length) {
    throw new RangeError(
      `${logits.length} logits are not those of ${columns} x ${rows} pixels and ${classes.length} classes.`,
    );
  }
  const fieldOfClass = classes.map(() => new Float32Array(pixels));
  for (let pixel = 0, first = 0; pixel < pixels; pixel++, first += classes.length) {
    let largest = 0;
    let highest = -Infinity;
    let second = -Infinity;
    for (let k = 0; k < classes.length; k++) {
      const logit = logits[first + k];
      if (logit > highest) {
        second = highest;
        highest = logit;
        largest = k;
      } else if (logit > second) {
        second = logit;
      }
    }
    for (let k = 0; k < classes.length; k++) {
      fieldOfClass[k][pixel] = logits[first + k] - (k === largest ? second : highest);
    }
  }
  const fields: Partial<Record<HeartStructure, StructureField>> = {};
  classes.forEach((name, k) => {
    if (name !== 'background') {
      fields[name] = { columns, rows, values: fieldOfClass[k] };
    }
  });
  return fields;
}

/** Averages by the separable kernel 1-2-1; the grid's edge values continue outside. */
function smoothed(values: Float32Array, columns: number, rows: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const first = row * columns;
    for (let column = 0; column < columns; column++) {
      const left = values[first + Math.max(0, column - 1)];
      const right = values[first + Math.min(columns - 1, column + 1)];
      across[first + column] = (left + 2 * values[first + column] + right) / 4;
    }
  }
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const above = Math.max(0, row - 1) * columns;
    const below = Math.min(rows - 1, row + 1) * columns;
    for (let column = 0; column < columns; column++) {
      const own = across[row * columns + column];
      result[row * columns + column] =
        (across[above + column] + 2 * own + across[below + column]) / 4;
    }
  }
  return result;
}

/** The field between its samples, bilinear; beyond the outermost samples their value continues. */
export function fieldAt({ columns, rows, values }: StructureField, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.max(0, x - 0.5));
  const row = Math.min(rows - 1, Math.max(0, y - 0.5));
  const left = Math.min(columns - 2, Math.floor(column));
  const top = Math.min(rows - 2, Math.floor(row));
  const right = column - left;
  const down = row - top;
  const first = top * columns + left;
  return (
    (1 - down) * ((1 - right) * values[first] + right * values[first + 1]) +
    down * ((1 - right) * values[first + columns] + right * values[first + columns + 1])
  );
}
