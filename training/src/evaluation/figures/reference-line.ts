import type { Layer, Point } from './chart';
import { palette } from './palette';

/** Thin dashed line, e.g. the diagonal of a ROC curve. */
export function referenceLine(from: Point, to: Point, label: string): Layer {
  return {
    kind: 'segments',
    colour: palette.muted,
    width: 1,
    dash: [5, 4],
    segments: [{ from, to }],
    label,
  };
}
