import { beatAt, type Beat } from '../measures/beats/beat';
import {
  beatsIn,
  momentsNotShown,
  spreadOf,
  type BeatAnalysis,
} from '../measures/beats/find-beats';
import {
  drawnContours,
  editedContours,
  type ContourEdits,
  type EditedContour,
  type MovedMoments,
} from '../measures/edits/contour-edits';
import type { EditableStructure } from '../measures/edits/editable-contour';
import { measureEditedFrame } from '../measures/edits/measure-edited-frame';
import type { GridScale } from '../measures/grid-scale';
import { framesAround, measureBeats } from '../measures/measure-clip';
import { isMeasured } from '../measures/measure-frame';
import { crossesItself } from '../measures/polygon-measures';
import { judgeQuality } from '../measures/quality/judge-quality';
import type { SegmentationManifest } from '../model/segmentation-manifest';
import { clipValues, type EditableMeasure } from './clip-values';
import { isAtriumCut } from './cut-atrium';
import { thresholdsOf, type ClipFindings } from './measure-segmented-clip';
import type { SegmentedFrame } from './segment-clip';

/** A clip as it was segmented and measured, without a reader's changes. */
export interface FoundClip {
  /** Points in continuous image pixels. */
  readonly frames: readonly SegmentedFrame[];
  readonly findings: ClipFindings;
  /** Size of the image's pixels; absent where unknown. */
  readonly scale?: GridScale;
}

export interface EditedClip {
  /** As found, but with the changed contours. */
  readonly frames: readonly SegmentedFrame[];
  readonly findings: ClipFindings;
  /** The changed contours of the LV, by frame. */
  readonly contours: ReadonlyMap<number, EditedContour>;
  /** Those of the LA. */
  readonly atria: ReadonlyMap<number, EditedContour>;
}

/** Changed contours by structure and frame. */
type ChangedContours = Readonly<Record<EditableStructure, ReadonlyMap<number, EditedContour>>>;

/**
 * Measures a clip again after a reader's changes. In a frame with a changed contour the volume is that
 * of this contour, elsewhere that of the smoothed curve. Changed contours move neither ED nor ES: only
 * the reader does. Values that a change touches have no interval, since the model's holds for its own
 * contours.
 */
export function measureEditedClip(
  manifest: Pick<SegmentationManifest, 'measures' | 'quality'>,
  { frames: foundFrames, findings: found, scale }: FoundClip,
  edits: ContourEdits,
): EditedClip {
  const foundReadings = foundFrames.map(({ reading }) => reading);
  const moments = momentsOf(found.beats);
  const editedOf = (structure: EditableStructure) =>
    editedContours(foundReadings, drawnContours(edits, structure), moments, structure);
  const changed: ChangedContours = { LV: editedOf('LV'), LA: editedOf('LA') };
  const frames = foundFrames.map((frame, i): SegmentedFrame => {
    const [LV, LA] = [changed.LV.get(i)?.contour, changed.LA.get(i)?.contour];
    return LV || LA
      ? { ...frame, reading: measureEditedFrame(frame.reading, { LV, LA }, scale) }
      : frame;
  });
  const beats = editedBeats(found.beats, frames, changed.LV, edits);
  const counted = countedBeats(beats, edits);
  const readings = frames.map(({ reading }) => reading);
  const measures = measureBeats(
    readings,
    counted.map(({ beat }) => beat),
    scale,
    (frame, structure) => standsAlone(changed, frame, structure),
  );
  const edited = touchedMeasures(counted, changed, edits);
  const values = measures
    ? clipValues(measures, manifest.measures, {
        notShown: momentsNotShown(beats),
        isAtriumCut: isAtriumCut(
          frames,
          counted.map(({ beat }) => beat),
          {
            standsAlone: (frame) => standsAlone(changed, frame, 'LA'),
            isChanged: (frame) => changed.LA.has(frame),
          },
        ),
        edited,
      })
    : {};
  return {
    frames,
    contours: changed.LV,
    atria: changed.LA,
    findings: {
      beats,
      ...(measures && { measures }),
      values,
      quality: found.quality,
      judgement: judgeQuality(
        found.quality,
        measures,
        thresholdsOf(manifest),
        isCrossed(counted, changed) ? ['crossed contour'] : [],
      ),
      edited,
    },
  };
}

/** The annulus, which is the LV's, changes the size of the atrium too. */
function standsAlone(
  { LV, LA }: ChangedContours,
  frame: number,
  structure: EditableStructure,
): boolean {
  const isDrawn = (contours: ChangedContours['LV']) => contours.get(frame)?.origin === 'drawn';
  return isDrawn(LV) || (structure === 'LA' && isDrawn(LA));
}

/** Frames of all end-diastoles and end-systoles. */
function momentsOf(beats: BeatAnalysis): number[] {
  return beatsIn(beats).flatMap(({ edFrame, esFrame }) => [edFrame, esFrame]);
}

interface CountedBeat {
  readonly index: number;
  readonly beat: Beat;
}

function countedBeats(beats: BeatAnalysis, { beats: chosen }: ContourEdits): CountedBeat[] {
  return beatsIn(beats)
    .map((beat, index) => ({ beat, index }))
    .filter(({ index }) => !chosen || chosen.includes(index));
}

/** The beats with the volumes of changed contours and with ED and ES where the reader has moved them. */
function editedBeats(
  found: BeatAnalysis,
  frames: readonly SegmentedFrame[],
  contours: ReadonlyMap<number, EditedContour>,
  { moments, beats: chosen }: ContourEdits,
): BeatAnalysis {
  const volumes = frames.map(({ reading }) =>
    isMeasured(reading) ? reading.ventricle.volumeDisks : NaN,
  );
  const curve = found.curve.map((volume, frame) => (contours.has(frame) ? volumes[frame] : volume));
  const volumeAt = curve.map((volume, frame) =>
    Number.isFinite(volume) ? volume : volumes[frame],
  );
  const beats = beatsIn(found);
  const isMoved = moments.size > 0;
  const measured = (beats.length > 0 ? beats : [undefined]).flatMap((beat, index) =>
    beatWith(volumeAt, beat, moments.get(index)),
  );
  if (found.kind === 'whole beats' || (isMoved && measured.length > 0)) {
    const { notes, heartRate } = found;
    const counted = measured.filter((_, index) => !chosen || chosen.includes(index));
    return {
      kind: 'whole beats',
      curve,
      notes,
      ...(heartRate !== undefined && { heartRate }),
      foundBy: found.kind === 'whole beats' ? found.foundBy : 'reader',
      beats: measured,
      efPercent: spreadOf((counted.length > 0 ? counted : measured).map((beat) => beat.efPercent)),
    };
  }
  return found.kind === 'part of a beat' && measured.length > 0
    ? { ...found, curve, extremes: measured[0] }
    : { ...found, curve };
}

/** The beat between its moved moments; as found where no volume is known there. */
function beatWith(
  volumes: readonly number[],
  found: Beat | undefined,
  moved: MovedMoments = {},
): Beat[] {
  const edFrame = moved.edFrame ?? found?.edFrame;
  const esFrame = moved.esFrame ?? found?.esFrame;
  const isKnown =
    edFrame !== undefined &&
    esFrame !== undefined &&
    Number.isFinite(volumes.at(edFrame)) &&
    Number.isFinite(volumes.at(esFrame));
  return isKnown ? [beatAt(volumes, edFrame, esFrame)] : found ? [found] : [];
}

/** Whether a changed contour that a value is measured from crosses itself. */
function isCrossed(counted: readonly CountedBeat[], { LV, LA }: ChangedContours): boolean {
  const measured = counted.flatMap(({ beat: { edFrame, esFrame } }) => [
    LV.get(edFrame),
    LV.get(esFrame),
    LA.get(esFrame),
  ]);
  return measured.some((edited) => edited !== undefined && crossesItself(edited.contour.outline));
}

function touchedMeasures(
  counted: readonly CountedBeat[],
  changed: ChangedContours,
  { moments }: ContourEdits,
): Set<EditableMeasure> {
  const touched = new Set<EditableMeasure>();
  /** Sizes are medians over neighbouring frames too, unless the reader drew the frame's contour. */
  const isTouchedAround = (frame: number, structure: EditableStructure) => {
    const frames = framesAround(frame, standsAlone(changed, frame, structure));
    return frames.some((one) => changed.LV.has(one) || (structure === 'LA' && changed.LA.has(one)));
  };
  for (const { index, beat } of counted) {
    const moved = moments.get(index);
    const isEdMoved = moved?.edFrame !== undefined;
    const isEsMoved = moved?.esFrame !== undefined;
    if (isEdMoved || changed.LV.has(beat.edFrame)) {
      touched.add('EDV').add('EF');
    }
    if (isEsMoved || changed.LV.has(beat.esFrame)) {
      touched.add('ESV').add('EF');
    }
    if (isEsMoved || isTouchedAround(beat.esFrame, 'LA')) {
      touched.add('LAVolume');
    }
    if (
      isEdMoved ||
      isEsMoved ||
      isTouchedAround(beat.edFrame, 'LV') ||
      isTouchedAround(beat.esFrame, 'LV')
    ) {
      touched.add('MAPSE');
    }
  }
  return touched;
}
