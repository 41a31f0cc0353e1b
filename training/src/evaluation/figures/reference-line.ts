import type { Layer, Point } from './chart';
import { palette } from './palette';

/** A thin dashed line to compare the other marks with. */
export function referenceLine(from: Point, to: Point, label: string): Layer {
  return {
    kind: 'segments',
    colour: palette.quiet,
    width: 1,
    dash: [5, 4],
    segments: [{ from, to }],
    label,
  };
}
