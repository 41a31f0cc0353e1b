import { areaOf } from '../image/polygon';
import type { Sector } from '../image/sector';
import { leastUsualAngle } from '../image/sector-outline';
import { isMeasured, type FrameMeasures } from '../measures/measure-frame';
import { distanceToBorder, shareOf } from '../measures/polygon-measures';
import { shareAlongSide } from './share-along-side';
import type { SegmentedFrame } from './segment-clip';

/** What every apical four-chamber view shows. */
export const anatomyNames = [
  'ventricle',
  'atrium',
  'closed ventricle',
  'single chambers',
  'ventricular shape',
  'walls in the sector',
  'sharp borders',
] as const;

export type Anatomy = (typeof anatomyNames)[number];

const lacks: Readonly<Record<Anatomy, string>> = {
  ventricle: 'no left ventricle found',
  atrium: 'no left atrium below the left ventricle',
  'closed ventricle': 'left ventricle not closed by wall and atrium',
  'single chambers': 'more than one left ventricle or atrium',
  'ventricular shape': 'left ventricle too round',
  'walls in the sector': 'walls of the left ventricle cut off at the side of the image',
  'sharp borders': 'borders of the left ventricle not distinct',
};

/** What a clip lacks of an apical four-chamber view, in words for brackets. */
export const lackOf = (missing: Anatomy): string => lacks[missing];

/** Of what cannot be seen, rather than is not there. */
const unseen: readonly Anatomy[] = ['walls in the sector', 'sharp borders'];

/**
 * What a clip is told for that the view check does not accept: that it is probably another view, or, where
 * what would show the view cannot be seen, that it may be an apical four-chamber view.
 */
export type ViewDoubt = 'not A4C' | 'not confirmed';

/** @param missing undefined where the classifier doubts the view */
export function viewDoubtOf(missing: Anatomy | undefined): ViewDoubt {
  return missing && unseen.includes(missing) ? 'not confirmed' : 'not A4C';
}

/**
 * Limits of what is delineated in an apical four-chamber view: wider than the range in 225 patients of
 * CAMUS, which is given beside each.
 */
const limits = {
  /** Area of the LA over that of the LV: 0.15 to 2.0. */
  atrialShare: [0.1, 2.5],
  /** Share of the LV's contour that neither wall nor LA borders: 0. */
  openShare: 0.05,
  /** Share of LV and of LA in the largest part: 1. */
  inOnePart: 0.8,
  /** Area of the LV over the square of its length: 0.33 to 0.65; a circle has 0.79. */
  roundness: 0.7,
  /**
   * Share of the LV's height along which it or its wall reaches a side of the sector: up to 0.65. Where the
   * image is cut at a line through the ventricle it is 0.8 or more.
   */
  alongSide: 0.75,
  /**
   * The same in a sector that opens by less than usual: in 50 of the patients at least 0.43 where the sector
   * is cut to 0.62 of its angle.
   */
  alongNarrowSide: 0.4,
  /** Sharpness over that below which the model's clips are doubtful: 0.78 at least. */
  sharpness: 0.7,
} as const;

/**
 * What the outlines of some frames of a clip lack of an apical four-chamber view: a long left ventricle
 * that wall and atrium close, with the atrium beyond the annulus. They are drawn in other images too, but
 * seldom like that. Means over the frames.
 *
 * @param frames by a network that delineates LV, LVWall and LA
 * @param sector of the frames, in the image pixels of their contours
 * @param doubtfulSharpness below which a clip of the network is doubtful; unless given, borders may be
 *   as blurred as they like
 * @returns the first that is missing, undefined where the outlines are those of the view
 */
export function missingAnatomy(
  frames: readonly SegmentedFrame[],
  sector: Pick<Sector, 'outline' | 'openingAngle'>,
  doubtfulSharpness = 0,
): Anatomy | undefined {
  const seen = frames.flatMap(({ reading, quality }) =>
    isMeasured(reading) && quality ? [{ reading, quality }] : [],
  );
  if (2 * seen.length < frames.length || seen.length === 0) {
    return 'ventricle';
  }
  const mean = (of: (frame: (typeof seen)[number]) => number) =>
    seen.reduce((sum, frame) => sum + of(frame), 0) / seen.length;
  const atrialShare = mean(({ reading: { atrium, ventricle } }) =>
    atrium ? atrium.size.area / ventricle.area : 0,
  );
  const [leastAtrium, mostAtrium] = limits.atrialShare;
  const isBelow = mean(({ quality }) => Number(quality.atriumIsBelow === true)) > 0.5;
  if (!isBelow || atrialShare < leastAtrium || atrialShare > mostAtrium) {
    return 'atrium';
  }
  if (mean(({ reading }) => openShare(reading)) > limits.openShare) {
    return 'closed ventricle';
  }
  const ventricleInOnePart = mean(({ quality }) => quality.ventricleInOnePart);
  const atriumInOnePart = mean(({ quality }) => quality.atriumInOnePart ?? 0);
  if (Math.min(ventricleInOnePart, atriumInOnePart) < limits.inOnePart) {
    return 'single chambers';
  }
  if (
    mean(({ reading: { ventricle } }) => ventricle.area / ventricle.length ** 2) > limits.roundness
  ) {
    return 'ventricular shape';
  }
  const { outline, openingAngle = Infinity } = sector;
  const mostAlongSide = openingAngle < leastUsualAngle ? limits.alongNarrowSide : limits.alongSide;
  if (mean(({ reading }) => shareAlongSide(reading.contours, outline)) > mostAlongSide) {
    return 'walls in the sector';
  }
  const isSharp = mean(({ quality }) => quality.sharpness) >= limits.sharpness * doubtfulSharpness;
  return isSharp ? undefined : 'sharp borders';
}

/** What lies nearer to the LV than this share of its size borders on it: two pixels of the network. */
const touching = 0.06;

/** Share of the LV's contour, by length, that neither wall nor LA borders. */
function openShare({ contours: { LV, LVWall, LA } }: FrameMeasures): number {
  if (!LV) {
    return 1;
  }
  const { outline } = LV;
  const rings = [LVWall, LA].flatMap((contour) =>
    contour ? [contour.outline, ...contour.holes] : [],
  );
  const near = touching * Math.sqrt(areaOf(outline));
  return shareOf(outline, (point) => rings.every((ring) => distanceToBorder(ring, point) > near));
}
