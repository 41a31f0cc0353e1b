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
    const found = patternSearch(start, 8, (edges) => cost(component, fanOf(edges, top, bottom)));
    if (best === undefined || found.cost < best.cost) {
      best = found;
    }
  }
  const fan = fanOf((best as { edges: number[] }).edges, top, bottom);
  const { setInside, inside, set } = count(component, fan);
  return {
    fan,
    explained: setInside / set,
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

function cost(component: CellGrid, fan: Fan): number {
  if (
    fan.leftAngle < -widestAngle ||
    fan.rightAngle > widestAngle ||
    !(fan.rightAngle > fan.leftAngle) ||
    !(fan.outerRadius > fan.innerRadius)
  ) {
    return Infinity;
  }
  const { setInside, inside, set } = count(component, fan);
  const skew = Math.abs(fan.leftAngle + fan.rightAngle);
  return set - setInside + emptyCost * (inside - setInside) + skewCost * set * skew;
}

function count({ rows, columns, values }: CellGrid, fan: Fan) {
  const { apexX, apexY, innerRadius, outerRadius } = fan;
  const [leftX, leftY] = [Math.sin(fan.leftAngle), Math.cos(fan.leftAngle)];
  const [rightX, rightY] = [Math.sin(fan.rightAngle), Math.cos(fan.rightAngle)];
  const innerSquare = innerRadius * innerRadius;
  const outerSquare = outerRadius * outerRadius;
  let [set, inside, setInside] = [0, 0, 0];
  for (let row = 0, i = 0; row < rows; row++) {
    const y = row + 0.5 - apexY;
    for (let column = 0; column < columns; column++, i++) {
      const x = column + 0.5 - apexX;
      const square = x * x + y * y;
      const value = values[i];
      set += value;
      if (
        square <= outerSquare &&
        square >= innerSquare &&
        x * leftY >= y * leftX &&
        x * rightY <= y * rightX
      ) {
        inside++;
        setInside += value;
      }
    }
  }
  return { set, inside, setInside };
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
