/** Two leaflets in the section across their line of coaptation. */
export interface LeafletPair {
  /** Part of the orifice, from the low hinge, at which the leaflets meet. */
  readonly coaptation: number;
  /** How far the closed leaflets reach into the ventricle, over the orifice's width. */
  readonly tenting: number;
  /** 0 closed .. 1 open. */
  readonly opening: number;
  /** cm */
  readonly thickness: number;
}

/**
 * Looks up a point in the section of a valve.
 *
 * @param low,high position of the hinges across the orifice, cm
 * @param q position across the orifice, cm
 * @param depth below the plane of the annulus, into the ventricle, cm
 * @returns position along the leaflet from its hinge, cm: positive in the leaflet of the high
 * hinge, negative in that of the low one, 0 outside both
 */
export type LeafletsAt = (low: number, high: number, q: number, depth: number) => number;

/** A leaflet opens to this angle with the plane of its annulus, radians. */
const openAngle = (78 * Math.PI) / 180;

/** The leaflets of a valve at one moment. */
export function leaflets({ coaptation, tenting, opening, thickness }: LeafletPair): LeafletsAt {
  const onHigh = leaflet(1 - coaptation, tenting, opening, thickness);
  const onLow = leaflet(coaptation, tenting, opening, thickness);
  return (low, high, q, depth) => {
    const span = high - low;
    return onHigh(span, high - q, depth) || -onLow(span, q - low, depth);
  };
}

/** One leaflet that closes to (reach, tent) in an orifice of width 1. */
function leaflet(
  reach: number,
  tent: number,
  opening: number,
  thickness: number,
): (span: number, across: number, depth: number) => number {
  const closedAngle = Math.atan2(tent, reach);
  const angle = closedAngle + (openAngle - closedAngle) * opening;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const share = Math.hypot(reach, tent);
  const bellied = 0.35 * (0.3 + 0.7 * opening);
  return (span, across, depth) => {
    const length = share * span + coaptationHeight;
    if (depth > length + thickness || depth < -thickness) {
      return 0;
    }
    const along = across * cos + depth * sin;
    if (along < -thickness / 2 || along > length) {
      return 0;
    }
    // The leaflet bellies a little off the chord from hinge to tip.
    const part = along / length;
    const off = depth * cos - across * sin - bellied * length * part * (1 - part);
    // Thicker at the free edge.
    const half = (thickness / 2) * (0.75 + 0.5 * part * part);
    return Math.abs(off) < half ? Math.max(along, 1e-3) : 0;
  };
}

/** Closed leaflets overlap by this much, cm. */
const coaptationHeight = 0.15;
