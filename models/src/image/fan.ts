import type { CellGrid } from './cell-grid';
import type { ImagePoint } from './image-point';

/**
 * The sector of a phased or curved array: the part of a ring around a (virtual) apex between two
 * scan lines. Any unit of length; y grows downwards; angles in radians from straight down,
 * positive to the right of the image.
 */
export interface Fan {
  readonly apexX: number;
  readonly apexY: number;
  readonly leftAngle: number;
  readonly rightAngle: number;
  readonly innerRadius: number;
  readonly outerRadius: number;
}

/** How well a fan matches the set cells; see {@link fitFan}. */
export interface FittedFan {
  /** In cells: the centre of the first cell is at (0.5, 0.5). */
  readonly fan: Fan;
  /** Fraction of the set cells inside the fan, 0 to 1. */
  readonly explained: number;
  /** Fraction of the fan's cells that are set, 0 to 1. */
  readonly filled: number;
  /** Number of cells in the fan. */
  readonly area: number;
}

/** Cost of an empty cell inside, relative to a set cell outside: cavities and shadows are dark. */
const emptyCost = 0.2;

/** Cost of one radian between the fan's axis and the vertical, as a fraction of the set cells. */
const skewCost = 0.1;

/** Half opening angles from which the search starts, in radians (30 to 60 degrees). */
const startAngles = [30, 37, 45, 52, 60].map(radians);

/** Maximum angle of a scan line from the vertical. */
const widestAngle = radians(80);

/**
 * Fits a fan to set cells: minimises (set cells outside) + 0.2 * (empty cells inside) by pattern
 * search from several opening angles. Cells outside the grid count as neither.
 *
 * @param component at least one cell set
 */
export function fitFan(component: CellGrid): FittedFan {
  const bounds = boundsOf(component);
  const [top, bottom] = [bounds.y0, bounds.y1];
  const rows = sumRows(component);
  let best: { edges: number[]; cost: number } | undefined;
  for (const angle of startAngles) {
    const middle = (bounds.x0 + bounds.x1) / 2;
    const outerRadius = (bounds.x1 - bounds.x0) / 2 / Math.sin(angle);
    const apexY = Math.min(top, bottom - outerRadius);
    const halfTop = Math.tan(angle) * (top - apexY);
    const halfBottom = Math.tan(angle) * (bottom - apexY);
    const start = [
      middle - halfTop,
      middle - halfBottom,
      middle + halfTop,
      middle + halfBottom,
      top,
      bottom,
    ];
    const found = patternSearch(start, 8, (edges) => cost(rows, fanOf(edges, top, bottom)));
    if (best === undefined || found.cost < best.cost) {
      best = found;
    }
  }
  const fan = fanOf((best as { edges: number[] }).edges, top, bottom);
  const { setInside, inside } = count(rows, fan);
  return {
    fan,
    explained: setInside / rows.set,
    filled: inside > 0 ? setInside / inside : 0,
    area: inside,
  };
}

/** Corners of the fan's outline, clockwise from the top left; arcs as chords of at most 2 degrees. */
export function fanOutline(fan: Fan): ImagePoint[] {
  const { apexX, apexY, leftAngle, rightAngle, innerRadius, outerRadius } = fan;
  const steps = Math.max(2, Math.ceil((rightAngle - leftAngle) / radians(2)));
  const at = (radius: number, step: number): ImagePoint => {
    const angle = leftAngle + ((rightAngle - leftAngle) * step) / steps;
    return { x: apexX + radius * Math.sin(angle), y: apexY + radius * Math.cos(angle) };
  };
  const stepsAcross = Array.from({ length: steps + 1 }, (_, step) => step);
  const top = innerRadius > 0 ? stepsAcross.map((step) => at(innerRadius, step)) : [at(0, 0)];
  return [...top, ...stepsAcross.reverse().map((step) => at(outerRadius, step))];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function boundsOf({ values, columns }: CellGrid) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
  values.forEach((value, i) => {
    if (value) {
      const x = i % columns;
      const y = Math.floor(i / columns);
      [x0, y0] = [Math.min(x0, x), Math.min(y0, y)];
      [x1, y1] = [Math.max(x1, x + 1), Math.max(y1, y + 1)];
    }
  });
  return { x0, y0, x1, y1 };
}

/**
 * The fan with six independently movable edges: x of the left and right side, each at the heights
 * `top` and `bottom`, and y of the inner and outer arc below the apex.
 */
function fanOf(edges: readonly number[], top: number, bottom: number): Fan {
  const [leftTop, leftBottom, rightTop, rightBottom, innerY, outerY] = edges;
  const leftSlope = (leftBottom - leftTop) / (bottom - top);
  const rightSlope = (rightBottom - rightTop) / (bottom - top);
  const apexY = top - (rightTop - leftTop) / (rightSlope - leftSlope);
  return {
    apexX: leftTop + leftSlope * (apexY - top),
    apexY,
    leftAngle: Math.atan(leftSlope),
    rightAngle: Math.atan(rightSlope),
    innerRadius: Math.max(0, innerY - apexY),
    outerRadius: outerY - apexY,
  };
}

function cost(rows: SummedRows, fan: Fan): number {
  if (
    fan.leftAngle < -widestAngle ||
    fan.rightAngle > widestAngle ||
    !(fan.rightAngle > fan.leftAngle) ||
    !(fan.outerRadius > fan.innerRadius)
  ) {
    return Infinity;
  }
  const { setInside, inside } = count(rows, fan);
  const skew = Math.abs(fan.leftAngle + fan.rightAngle);
  return rows.set - setInside + emptyCost * (inside - setInside) + skewCost * rows.set * skew;
}

/** A grid as running sums, which tell the set cells of a part of a row without visiting them. */
interface SummedRows {
  readonly rows: number;
  readonly columns: number;
  /** rows * (columns + 1): the set cells of a row before each column, and of the whole row. */
  readonly before: Uint32Array;
  /** Set cells of the grid. */
  readonly set: number;
}

function sumRows({ rows, columns, values }: CellGrid): SummedRows {
  const before = new Uint32Array(rows * (columns + 1));
  let set = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * (columns + 1);
    for (let column = 0; column < columns; column++) {
      before[start + column + 1] = before[start + column] + values[row * columns + column];
    }
    set += before[start + columns];
  }
  return { rows, columns, before, set };
}

/** Counts the cells inside a fan: of each row those between its edges, less those above the inner arc. */
function count({ rows, columns, before }: SummedRows, fan: Fan) {
  const { apexX, apexY, innerRadius, outerRadius } = fan;
  const [leftX, leftY] = [Math.sin(fan.leftAngle), Math.cos(fan.leftAngle)];
  const [rightX, rightY] = [Math.sin(fan.rightAngle), Math.cos(fan.rightAngle)];
  const innerSquare = innerRadius * innerRadius;
  const outerSquare = outerRadius * outerRadius;
  let y = 0;
  const isWithin = (x: number) =>
    x * x + y * y <= outerSquare && x * leftY >= y * leftX && x * rightY <= y * rightX;
  const isAbove = (x: number) => x * x + y * y < innerSquare;
  const span = (x0: number, x1: number, contains: (x: number) => boolean) =>
    columnsBetween(x0, x1, apexX - 0.5, columns, contains);

  let [inside, setInside] = [0, 0];
  for (let row = 0; row < rows; row++) {
    y = row + 0.5 - apexY;
    if (y * y > outerSquare) {
      continue;
    }
    const halfWidth = Math.sqrt(outerSquare - y * y);
    const [left, right] = [(y * leftX) / leftY, (y * rightX) / rightY];
    const within = span(Math.max(left, -halfWidth), Math.min(right, halfWidth), isWithin);
    const start = row * (columns + 1);
    inside += within.to - within.from;
    setInside += before[start + within.to] - before[start + within.from];
    if (y * y < innerSquare) {
      const halfGap = Math.sqrt(innerSquare - y * y);
      const above = span(-halfGap, halfGap, isAbove);
      const from = Math.max(within.from, above.from);
      const to = Math.max(from, Math.min(within.to, above.to));
      inside -= to - from;
      setInside -= before[start + to] - before[start + from];
    }
  }
  return { inside, setInside };
}

/**
 * The columns whose centres lie between two x, which can be off by a rounding error: what counts is
 * the condition on the centre itself.
 *
 * @param shift x of the first column's centre is -shift
 */
function columnsBetween(
  x0: number,
  x1: number,
  shift: number,
  columns: number,
  contains: (x: number) => boolean,
): { from: number; to: number } {
  let from = Math.min(columns, Math.max(0, Math.ceil(x0 + shift)));
  let to = Math.min(columns, Math.max(from, Math.ceil(x1 + shift)));
  while (from > 0 && contains(from - 1 - shift)) {
    from--;
  }
  while (from < to && !contains(from - shift)) {
    from++;
  }
  while (to < columns && contains(to - shift)) {
    to++;
  }
  while (to > from && !contains(to - 1 - shift)) {
    to--;
  }
  return { from, to };
}

/** Moves one edge at a time while the cost falls, then halves the step, seven times. */
function patternSearch(
  start: readonly number[],
  firstStep: number,
  costOf: (edges: readonly number[]) => number,
): { edges: number[]; cost: number } {
  const edges = [...start];
  let least = costOf(edges);
  for (let halving = 0, step = firstStep; halving < 7; halving++, step /= 2) {
    for (let round = 0, better = true; better && round < 12; round++) {
      better = false;
      for (let i = 0; i < edges.length; i++) {
        for (const direction of [1, -1]) {
          const before = edges[i];
          edges[i] = before + direction * step;
          const candidate = costOf(edges);
          if (candidate < least) {
            least = candidate;
            better = true;
            break;
          }
          edges[i] = before;
        }
      }
    }
  }
  return { edges, cost: least };
}
