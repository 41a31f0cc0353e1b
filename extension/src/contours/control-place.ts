import type { ImageTurn } from '@echonet/models/image';
import { apexControl, controlCount, type EditableStructure } from '@echonet/models/measures';

/**
 * What lies on the left of one who looks from the annulus to the apex: in an A4C displayed as usual the
 * septum, in a mirrored one the lateral wall. Unknown where the view was not recognised.
 */
export type Orientation = 'septum left' | 'septum right' | 'unknown';

/** @param turn how the image is turned against an A4C displayed as usual */
export function orientationOf(isA4C: boolean, turn?: ImageTurn): Orientation {
  if (!isA4C) {
    return 'unknown';
  }
  // Both flips together are a rotation.
  return turn && turn.upsideDown !== turn.mirrored ? 'septum right' : 'septum left';
}

type Side = 'septal' | 'lateral' | 'left' | 'right';

/** Where a control point is: a landmark, or its side and its number from the hinge on. */
export interface ControlPlace {
  readonly structure: EditableStructure;
  /** The apex of the LV, the roof of the LA. */
  readonly at: 'hinge' | 'wall' | 'apex';
  /** Absent for the apex. */
  readonly side?: Side;
  /** Of a point of the wall, from 1. */
  readonly n?: number;
}

export function controlPlace(
  structure: EditableStructure,
  control: number,
  orientation: Orientation,
): ControlPlace {
  if (control === apexControl) {
    return { structure, at: 'apex' };
  }
  const isFirst = control < apexControl;
  const side = sides[orientation][isFirst ? 0 : 1];
  const n = isFirst ? control : controlCount - 1 - control;
  return n === 0 ? { structure, at: 'hinge', side } : { structure, at: 'wall', side, n };
}

/** Of the first hinge, and of the second. */
const sides: Readonly<Record<Orientation, readonly [Side, Side]>> = {
  'septum left': ['septal', 'lateral'],
  'septum right': ['lateral', 'septal'],
  unknown: ['left', 'right'],
};
