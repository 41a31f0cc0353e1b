import type { ImagePoint } from '../../image/image-point';
import { isMeasured, type FrameReading } from '../measure-frame';
import {
  controlPoints,
  editableContour,
  moveControls,
  type EditableContour,
  type EditableStructure,
} from './editable-contour';

/** A contour that a reader drew in one frame. */
export interface DrawnContour {
  readonly contour: EditableContour;
  /** Whether the change is carried to the neighbouring frames. */
  readonly isCarried: boolean;
}

/** ED or ES of a beat, as a reader has moved them; 0-based frames. */
export interface MovedMoments {
  readonly edFrame?: number;
  readonly esFrame?: number;
}

/** What a reader changed in a clip; beats are numbered as they were found, from 0. */
export interface ContourEdits {
  /** Contours of the LV by frame. */
  readonly drawn: ReadonlyMap<number, DrawnContour>;
  /** Contours of the LA by frame. */
  readonly drawnAtria?: ReadonlyMap<number, DrawnContour>;
  /** By beat. */
  readonly moments: ReadonlyMap<number, MovedMoments>;
  /** The beats that count; all unless given. */
  readonly beats?: readonly number[];
}

const noContours: ReadonlyMap<number, DrawnContour> = new Map();

/** The contours of a structure that the reader drew, by frame. */
export function drawnContours(
  { drawn, drawnAtria = noContours }: Pick<ContourEdits, 'drawn' | 'drawnAtria'>,
  structure: EditableStructure,
): ReadonlyMap<number, DrawnContour> {
  return structure === 'LV' ? drawn : drawnAtria;
}

/** A contour that differs from the one found. */
export interface EditedContour {
  readonly contour: EditableContour;
  /** Whether the reader drew it in this frame, or it was carried over from another one. */
  readonly origin: 'drawn' | 'carried';
}

/** Frames that a change is carried over where no end-diastole or end-systole ends it. */
const defaultReach = 6;

/**
 * The contours that differ from those found, by frame. A carried change fades as a raised cosine until
 * the next end-diastole, end-systole or drawn frame to either side: halfway between two drawn frames
 * both count half. Frames in which the structure was not found get no carried contour.
 *
 * @param found what was found in each frame
 * @param drawn contours of the structure
 * @param moments frames of end-diastole and end-systole, as they were found
 */
export function editedContours(
  found: readonly FrameReading[],
  drawn: ReadonlyMap<number, DrawnContour>,
  moments: readonly number[],
  structure: EditableStructure = 'LV',
): Map<number, EditedContour> {
  const carried = new Map<number, ImagePoint[]>();
  for (const [frame, { contour, isCarried }] of drawn) {
    const before = isCarried ? startingContour(found, frame, structure) : undefined;
    if (!before) {
      continue;
    }
    const from = controlPoints(before);
    const change = controlPoints(contour).map(({ x, y }, k) => ({
      x: x - from[k].x,
      y: y - from[k].y,
    }));
    for (const [other, weight] of carriedTo(frame, [...moments, ...drawn.keys()])) {
      const sum = carried.get(other);
      carried.set(
        other,
        change.map(({ x, y }, k) => ({
          x: (sum?.[k].x ?? 0) + weight * x,
          y: (sum?.[k].y ?? 0) + weight * y,
        })),
      );
    }
  }
  const edited = new Map<number, EditedContour>();
  for (const [frame, change] of carried) {
    const reading = found.at(frame);
    const contour =
      !drawn.has(frame) && reading && isMeasured(reading)
        ? editableContour(reading, structure)
        : undefined;
    if (contour) {
      edited.set(frame, { contour: moveControls(contour, change), origin: 'carried' });
    }
  }
  for (const [frame, { contour }] of drawn) {
    edited.set(frame, { contour, origin: 'drawn' });
  }
  return edited;
}

/** The frames to which a change in a frame is carried, and the share of it that each gets, 0 to 1. */
export function carriedTo(frame: number, stops: readonly number[]): Map<number, number> {
  const after = Math.min(...stops.filter((stop) => stop > frame)) - frame;
  const before = frame - Math.max(...stops.filter((stop) => stop < frame));
  const reachAfter = firstFinite(after, before);
  const reachBefore = firstFinite(before, after);
  const shares = new Map<number, number>();
  const share = (steps: number, reach: number) => (1 + Math.cos((Math.PI * steps) / reach)) / 2;
  for (let steps = 1; steps < reachBefore && steps <= frame; steps++) {
    shares.set(frame - steps, share(steps, reachBefore));
  }
  for (let steps = 1; steps < reachAfter; steps++) {
    shares.set(frame + steps, share(steps, reachAfter));
  }
  return shares;
}

function firstFinite(reach: number, otherReach: number): number {
  return [reach, otherReach, defaultReach].find(Number.isFinite) ?? defaultReach;
}

/**
 * The contour from which a reader starts in a frame: the one found there, else that of the nearest
 * frame in which one was found. The LA has none in a frame without LV, since its size is measured
 * from the annulus.
 */
export function startingContour(
  found: readonly (FrameReading | undefined)[],
  frame: number,
  structure: EditableStructure = 'LV',
): EditableContour | undefined {
  const contourAt = (index: number) => {
    const reading = found.at(index);
    return reading && isMeasured(reading) ? editableContour(reading, structure) : undefined;
  };
  const own = found.at(frame);
  if (structure === 'LA' && !(own && isMeasured(own))) {
    return undefined;
  }
  for (let away = 0; away < found.length; away++) {
    const sides = [frame - away, frame + away].filter((index) => index >= 0);
    const contour = sides.map(contourAt).find(Boolean);
    if (contour) {
      return contour;
    }
  }
  return undefined;
}
