export interface TurningPoint {
  readonly kind: 'maximum' | 'minimum';
  readonly index: number;
  /** The curve begins or ends on this side of the turn, so that its other side is not seen. */
  readonly atEdge: boolean;
}

/**
 * Alternating maxima and minima of a curve between which it swings by at least `swing`; the first and
 * the last are the extreme values towards the curve's ends. Empty when the curve swings less.
 *
 * @param curve NaN where unknown
 */
export function turningPoints(curve: readonly number[], swing: number): TurningPoint[] {
  const turns: TurningPoint[] = [];
  let [lowest, highest] = [-1, -1];
  let seeking: TurningPoint['kind'] | undefined;
  curve.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      return;
    }
    if (lowest < 0 || value < curve[lowest]) {
      lowest = i;
    }
    if (highest < 0 || value > curve[highest]) {
      highest = i;
    }
    if (seeking !== 'minimum' && value <= curve[highest] - swing) {
      turns.push({ kind: 'maximum', index: highest, atEdge: turns.length === 0 });
      seeking = 'minimum';
      lowest = i;
    } else if (seeking !== 'maximum' && value >= curve[lowest] + swing) {
      turns.push({ kind: 'minimum', index: lowest, atEdge: turns.length === 0 });
      seeking = 'maximum';
      highest = i;
    }
  });
  if (seeking) {
    turns.push({ kind: seeking, index: seeking === 'minimum' ? lowest : highest, atEdge: true });
  }
  return turns;
}
