import type { ImagePoint } from '@echonet/models';
import type { StructureContour } from '@echonet/models/measures';

/** Points this near to a border that is drawn already are on that border, grid pixels. */
const touching = 1;

/**
 * Lines that show several structures: where two touch, their common border is drawn once, since
 * dashes on top of dashes make a solid line.
 *
 * @returns open lines; closed rings repeat their first point
 */
export function bordersOf(contours: readonly StructureContour[]): ImagePoint[][] {
  const drawn: ImagePoint[] = [];
  return contours.flatMap(({ outline, holes }) => {
    const earlier = [...drawn];
    drawn.push(...outline, ...holes.flat());
    return [outline, ...holes].flatMap((ring) => linesApart(ring, earlier));
  });
}

/** The parts of a ring that lie apart from other points. */
function linesApart(ring: readonly ImagePoint[], others: readonly ImagePoint[]): ImagePoint[][] {
  const isApart = ring.map(({ x, y }) =>
    others.every((other) => Math.hypot(other.x - x, other.y - y) > touching),
  );
  const start = isApart.indexOf(false);
  if (start < 0) {
    return [[...ring, ring[0]]];
  }
  const lines: ImagePoint[][] = [];
  let line: ImagePoint[] = [ring[start]];
  for (let step = 1; step <= ring.length; step++) {
    const index = (start + step) % ring.length;
    line.push(ring[index]);
    if (!isApart[index]) {
      // Two touching neighbours have no line between them.
      if (line.length > 2) {
        lines.push(line);
      }
      line = [ring[index]];
    }
  }
  return lines;
}
