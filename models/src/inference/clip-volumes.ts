import { beatAt, fractionPercent, type Beat, type Moment } from '../measures/beats/beat';
import { beatsIn, findBeats, momentsNotShown } from '../measures/beats/find-beats';
import type { FrameVolume } from '../model/manifest';

/** Volumes of the chambers, one a frame, in one unit. */
export interface ChamberCurves {
  readonly LV: readonly number[];
  /** Absent where the network does not say it. */
  readonly LA?: readonly number[];
}

/** Values of a clip, one a beat; none of a moment that the clip does not reach. */
export type BeatValues = Readonly<Record<FrameVolume['clipValue'], readonly number[]>>;

/** Fewer frames are not smoothed: a parabola runs through them. */
const fewestToSmooth = 6;

/**
 * The volumes of a chamber at the end-diastoles and end-systoles of a clip, and the ejection fractions
 * between them in percent. End-diastole and end-systole are those of the LV: of its whole beats, else its
 * largest and smallest volume.
 *
 * @param timesMs of the frames, increasing; without them, or with few frames, the largest and smallest
 *   volumes count as they are
 */
export function beatValues(
  { LV, LA }: ChamberCurves,
  chamber: FrameVolume['chamber'],
  timesMs?: readonly number[],
): BeatValues {
  const { beats, notShown } = beatsOf(LV, timesMs);
  const own = chamber === 'LV' ? undefined : LA;
  const at = (frame: number, ofVentricle: number) => own?.[frame] ?? ofVentricle;
  const pairs = beats.map(({ edFrame, esFrame, edVolume, esVolume }) => ({
    ed: at(edFrame, edVolume),
    es: at(esFrame, esVolume),
  }));
  const of = (moments: readonly Moment[], value: (pair: (typeof pairs)[number]) => number) =>
    moments.some((moment) => notShown.includes(moment)) ? [] : pairs.map(value);
  return {
    endDiastole: of(['ED'], ({ ed }) => ed),
    endSystole: of(['ES'], ({ es }) => es),
    ejectionFraction: of(['ED', 'ES'], ({ ed, es }) => fractionPercent(ed, es)),
  };
}

function beatsOf(
  volumes: readonly number[],
  timesMs: readonly number[] | undefined,
): { readonly beats: readonly Beat[]; readonly notShown: readonly Moment[] } {
  if (timesMs && volumes.length >= fewestToSmooth) {
    const found = findBeats({ timesMs, volumes });
    const beats = beatsIn(found);
    if (beats.length > 0) {
      return { beats, notShown: momentsNotShown(found) };
    }
  }
  const largest = volumes.indexOf(Math.max(...volumes));
  const smallest = volumes.indexOf(Math.min(...volumes));
  return { beats: [beatAt(volumes, largest, smallest)], notShown: [] };
}
