import type { Beat } from '../measures/beats/beat';
import { median } from '../measures/beats/local-regression';
import { framesAround } from '../measures/measure-clip';
import type { SegmentedFrame } from './segment-clip';

/** Share of its contour along the sector's edge from which on an atrium's roof lies outside. */
const leastAtEdge = 0.15;

/** To be said where a volume of the LA is given that the sector cuts off. */
export const cutAtriumNote =
  'Left atrium cut off by the edge of the sector: its volume is at least the one given.';

interface ReaderContours {
  /** Whether the LA's size in a frame counts without those of its neighbours. */
  standsAlone(frame: number): boolean;
  /** Whether the LA's contour in a frame is a reader's. */
  isChanged(frame: number): boolean;
}

const none: ReaderContours = { standsAlone: () => false, isChanged: () => false };

/**
 * Whether the sector cuts off the LA in the frames at end-systole that its volume is measured in, so that
 * it is at least what is measured. In a third of 449 four-chamber views (CAMUS) the experts' own outlines
 * reach the edge so far. What a reader drew is taken for the whole atrium.
 */
export function isAtriumCut(
  frames: readonly SegmentedFrame[],
  beats: readonly Beat[],
  { standsAlone, isChanged }: ReaderContours = none,
): boolean {
  const shares = beats
    .flatMap(({ esFrame }) => framesAround(esFrame, standsAlone(esFrame)))
    .filter((frame) => !isChanged(frame))
    .flatMap((frame) => {
      const { quality } = (frames[frame] as SegmentedFrame | undefined) ?? {};
      return quality?.atriumBorderShare ?? [];
    });
  return shares.length > 0 && median(shares) >= leastAtEdge;
}
