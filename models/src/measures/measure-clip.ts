import { fractionPercent, type Beat } from './beats/beat';
import { findBeats, type BeatAnalysis, type VolumeCurve } from './beats/find-beats';
import { median } from './beats/local-regression';
import type { ChamberSize } from './chamber-size';
import type { GridScale } from './grid-scale';
import { mapse, type Mapse } from './mapse';
import type { EditableStructure } from './edits/editable-contour';
import { isMeasured, type FrameMeasures, type FrameReading } from './measure-frame';

/** Frames of a clip and when they were acquired. */
export interface ClipFrames extends Omit<VolumeCurve, 'volumes'> {
  /** As many as times, all measured with the scale. */
  readonly frames: readonly FrameReading[];
  readonly scale?: GridScale;
}

/** Medians over the beats of a clip. Volumes are in unit^3: mL where the unit is cm. */
export interface BeatMeasures {
  readonly unit: ChamberSize['unit'];
  readonly edVolume: number;
  readonly esVolume: number;
  readonly efPercent: number;
  readonly areaChangePercent: number;
  readonly edLength: number;
  readonly esLength: number;
  /** At end-systole, when it is largest. */
  readonly atrium?: ChamberSize;
  /** Of the myocardium at end-diastole, unit^2. */
  readonly wallArea?: number;
  readonly mapse: Mapse;
}

export interface ClipMeasures {
  readonly beats: BeatAnalysis;
  /** Over whole beats, else of what the clip shows; undefined when it shows no beat. */
  readonly measures?: BeatMeasures;
}

/**
 * Measures a clip: volumes by disks of every frame, its beats, and the chambers at end-diastole and
 * end-systole.
 *
 * @throws RangeError when times and frames differ in number or times do not increase
 */
export function measureClip({ frames, scale, ...times }: ClipFrames): ClipMeasures {
  const volumes = frames.map((frame) => (isMeasured(frame) ? frame.ventricle.volumeDisks : NaN));
  const beats = findBeats({ ...times, volumes });
  if (beats.kind === 'no beat') {
    return { beats };
  }
  const counted = beats.kind === 'whole beats' ? beats.beats : [beats.extremes];
  return { beats, measures: measureBeats(frames, counted, scale) };
}

/** Frames to either side of ED or ES over which a size is the median. */
const reach = 1;

/** Frames over which a size at ED or ES is the median; the frame itself where it stands alone. */
export function framesAround(frame: number, standsAlone: boolean): number[] {
  const around = standsAlone ? 0 : reach;
  return Array.from({ length: 2 * around + 1 }, (_, i) => frame - around + i);
}

/**
 * Medians over beats of the chambers at end-diastole and end-systole.
 *
 * @param standsAlone whether a structure's size in a frame counts without those of its neighbours: that
 *   of a contour that a reader drew
 * @returns undefined when no beat has both measured
 */
export function measureBeats(
  frames: readonly FrameReading[],
  beats: readonly Beat[],
  scale: GridScale | undefined,
  standsAlone: (frame: number, structure: EditableStructure) => boolean = () => false,
): BeatMeasures | undefined {
  const measuredAround = (frame: number, structure: EditableStructure): FrameMeasures[] =>
    framesAround(frame, standsAlone(frame, structure)).flatMap((one) => {
      const reading = frames[one] as FrameReading | undefined;
      return reading && isMeasured(reading) ? [reading] : [];
    });
  const pairs = beats
    .map(({ edFrame, esFrame }) => ({
      ed: measuredAround(edFrame, 'LV'),
      es: measuredAround(esFrame, 'LV'),
      esAtria: measuredAround(esFrame, 'LA'),
    }))
    .filter(({ ed, es }) => ed.length > 0 && es.length > 0);
  if (pairs.length === 0) {
    return undefined;
  }
  const over = (of: (pair: (typeof pairs)[number]) => number) => median(pairs.map(of));
  const edSize = (of: (size: ChamberSize) => number) =>
    over(({ ed }) => median(ed.map(({ ventricle }) => of(ventricle))));
  const esSize = (of: (size: ChamberSize) => number) =>
    over(({ es }) => median(es.map(({ ventricle }) => of(ventricle))));
  const { unit } = pairs[0].ed[0].ventricle;
  const excursions = pairs.map(({ ed, es }) =>
    mapse(ed[ed.length >> 1], es[es.length >> 1], scale),
  );
  return {
    unit,
    edVolume: median(beats.map(({ edVolume }) => edVolume)),
    esVolume: median(beats.map(({ esVolume }) => esVolume)),
    efPercent: median(beats.map(({ efPercent }) => efPercent)),
    areaChangePercent: fractionPercent(
      edSize(({ area }) => area),
      esSize(({ area }) => area),
    ),
    edLength: edSize(({ length }) => length),
    esLength: esSize(({ length }) => length),
    atrium: medianSize(
      pairs.flatMap(({ esAtria }) => esAtria.flatMap(({ atrium }) => atrium?.size ?? [])),
    ),
    wallArea: medianOf(pairs.flatMap(({ ed }) => ed.flatMap(({ wallArea }) => wallArea ?? []))),
    mapse: {
      unit,
      excursion: median(excursions.map(({ excursion }) => excursion)),
      percentOfLength: median(excursions.map(({ percentOfLength }) => percentOfLength)),
    },
  };
}

function medianOf(values: readonly number[]): number | undefined {
  return values.length > 0 ? median(values) : undefined;
}

function medianSize(sizes: readonly ChamberSize[]): ChamberSize | undefined {
  return sizes.length === 0
    ? undefined
    : {
        unit: sizes[0].unit,
        area: median(sizes.map(({ area }) => area)),
        length: median(sizes.map(({ length }) => length)),
        volumeDisks: median(sizes.map(({ volumeDisks }) => volumeDisks)),
        volumeAreaLength: median(sizes.map(({ volumeAreaLength }) => volumeAreaLength)),
      };
}
