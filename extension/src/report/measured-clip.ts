import {
  modelHash,
  type ImagePoint,
  type Provenance,
  type SegmentationManifest,
} from '@echonet/models';
import {
  beatsIn,
  beatsShown,
  drawnContours,
  isMeasured,
  momentsNotShown,
  type Beat,
  type EditableStructure,
} from '@echonet/models/measures';
import type { Patient } from '../clips/patient';
import { type Measured, measuredValues } from '../contours/measured';
import type { Moment } from '../contours/moments';
import type { ClipContours, ReaderEdits } from '../contours/state';
import { type Decisions, measuredId, type ReaderDecision } from './decisions';

/** The network whose contours were measured. */
export interface ContourModel {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly sha256: string;
  readonly provenance: Provenance;
  /** Of an imported network. */
  readonly onnx?: SegmentationManifest['onnx'];
}

/** How a measured value came about. */
export type ValueOrigin = 'contours' | 'edited contours' | 'typed';

export interface MeasuredResult extends Pick<
  Measured,
  'id' | 'value' | 'unit' | 'isLowerLimit' | 'interval90'
> {
  readonly origin: ValueOrigin;
  /** Absent while pending. */
  readonly decision?: ReaderDecision;
}

export interface ReportedContour {
  readonly structure: EditableStructure;
  /** Absent for a frame that is neither ED nor ES of the beat that stands for the clip. */
  readonly moment?: Moment;
  /** 1-based */
  readonly frameNumber: number;
  /** Closed, in continuous image pixels. */
  readonly outline: readonly ImagePoint[];
  readonly isEdited: boolean;
  /** Of a contour that the reader drew: indices of its control points. */
  readonly drawn?: { readonly controls: readonly number[]; readonly isCarried: boolean };
}

export interface ReportedBeat {
  /** 1-based, in the clip. */
  readonly number: number;
  /** 1-based frames. */
  readonly edFrame: number;
  readonly esFrame: number;
  readonly efPercent: number;
  /** Whether the values are of this beat, or the median over several with it. */
  readonly isUsed: boolean;
}

export interface MeasuredClip {
  readonly SOPInstanceUID: string;
  /** 1-based; that of the clip in the report. */
  readonly number: number;
  readonly model: ContourModel;
  readonly results: readonly MeasuredResult[];
  /** Of the beat that stands for the clip, as far as the clip reaches, and all that the reader drew. */
  readonly contours: readonly ReportedContour[];
  /** None where the clip does not reach end-diastole or end-systole. */
  readonly beats: readonly ReportedBeat[];
  /** A whole beat, or only what the clip shows of one. */
  readonly isWholeBeat: boolean;
  /** Which the clip does not reach. */
  readonly notShown?: readonly Moment[];
  /** One entry a frame, NaN where a frame has none: mL and cm², or cubic and square pixels. */
  readonly curve: {
    readonly timesMs: readonly number[];
    readonly volumes: readonly number[];
    readonly areas: readonly number[];
    readonly unit: 'cm' | 'pixel';
  };
  /** Absent where the reader has changed nothing. */
  readonly edits?: ReaderEdits;
  /** Read without a reader: values are stored although nobody has accepted them. */
  readonly isAutomatic?: true;
}

export interface MeasuredSources {
  readonly SOPInstanceUID: string;
  readonly number: number;
  readonly contours: ClipContours | undefined;
  readonly manifest: SegmentationManifest;
  readonly timesMs: readonly number[];
  readonly patient: Patient;
  readonly decisions: Decisions;
}

/** Undefined where frames are missing, or the contours show what no heart has. */
export function measuredClip(sources: MeasuredSources): MeasuredClip | undefined {
  const { SOPInstanceUID, number, contours, manifest, timesMs, patient, decisions } = sources;
  if (!contours?.findings) {
    return undefined;
  }
  const { findings, frames, edits } = contours;
  const results = measuredValues(findings, patient, edits?.typed).map((measured): MeasuredResult =>
    resultOf(measured, decisions),
  );
  if (results.length === 0) {
    return undefined;
  }
  const beats = beatsIn(findings.beats);
  const notShown = momentsNotShown(findings.beats);
  const isUsed = (index: number) => !edits?.beats || edits.beats.includes(index);
  const readings = frames.map((frame) =>
    frame && isMeasured(frame.reading) ? frame.reading : undefined,
  );
  return {
    SOPInstanceUID,
    number,
    model: contourModel(manifest),
    results,
    contours: contoursOf(
      contours,
      representative(
        beats.filter((_, index) => isUsed(index)),
        edits,
      ),
      notShown,
    ),
    beats: beatsShown(findings.beats).map(({ edFrame, esFrame, efPercent }, index) => ({
      number: index + 1,
      edFrame: edFrame + 1,
      esFrame: esFrame + 1,
      efPercent,
      isUsed: isUsed(index),
    })),
    isWholeBeat: findings.beats.kind === 'whole beats',
    ...(notShown.length > 0 && { notShown }),
    curve: {
      timesMs,
      volumes: readings.map((reading) => reading?.ventricle.volumeDisks ?? NaN),
      areas: readings.map((reading) => reading?.ventricle.area ?? NaN),
      unit: contours.scale ? 'cm' : 'pixel',
    },
    ...(edits && { edits }),
  };
}

export function contourModel(manifest: SegmentationManifest): ContourModel {
  const { id, version, name, provenance, onnx } = manifest;
  return { id, version, name, sha256: modelHash(manifest), provenance, ...(onnx && { onnx }) };
}

function resultOf(
  { id, value, unit, isLowerLimit, interval90, edited, typed }: Measured,
  decisions: Decisions,
): MeasuredResult {
  const decision = decisions.get(measuredId(id));
  return {
    id,
    value,
    unit,
    ...(isLowerLimit && { isLowerLimit }),
    ...(interval90 && { interval90 }),
    origin: typed ? 'typed' : edited ? 'edited contours' : 'contours',
    ...(decision && { decision }),
  };
}

/**
 * The beat whose contours stand for all: the one whose ejection fraction is the median, or next to it, of
 * those in which the reader drew a contour, if there are any.
 */
function representative(beats: readonly Beat[], edits: ReaderEdits | undefined): Beat | undefined {
  const drawn = beats.filter(
    ({ edFrame, esFrame }) =>
      edits?.drawn.has(edFrame) || edits?.drawn.has(esFrame) || edits?.drawnAtria?.has(esFrame),
  );
  const sorted = [...(drawn.length > 0 ? drawn : beats)].sort((a, b) => a.efPercent - b.efPercent);
  return sorted.at((sorted.length - 1) >> 1);
}

function contoursOf(
  { frames, edited, editedAtria, edits }: ClipContours,
  beat: Beat | undefined,
  notShown: readonly Moment[],
): ReportedContour[] {
  const outlineOf = (frame: number, structure: ReportedContour['structure']) => {
    const reading = frames.at(frame)?.reading;
    return reading && isMeasured(reading) ? reading.contours[structure]?.outline : undefined;
  };
  const contour = (
    frame: number,
    structure: ReportedContour['structure'],
    moment?: Moment,
  ): ReportedContour[] => {
    const outline = outlineOf(frame, structure);
    const drawn = edits && drawnContours(edits, structure).get(frame);
    const changed = structure === 'LV' ? edited : editedAtria;
    return outline
      ? [
          {
            structure,
            ...(moment && { moment }),
            frameNumber: frame + 1,
            outline,
            isEdited: changed?.has(frame) === true,
            ...(drawn && {
              drawn: { controls: drawn.contour.controls, isCarried: drawn.isCarried },
            }),
          },
        ]
      : [];
  };
  const [edFrame, esFrame] = [
    notShown.includes('ED') ? undefined : beat?.edFrame,
    notShown.includes('ES') ? undefined : beat?.esFrame,
  ];
  const ofBeat = [
    ...(edFrame === undefined ? [] : contour(edFrame, 'LV', 'ED')),
    ...(esFrame === undefined ? [] : contour(esFrame, 'LV', 'ES')),
    ...(esFrame === undefined ? [] : contour(esFrame, 'LA', 'ES')),
  ];
  const others = (structure: EditableStructure, listed: readonly (number | undefined)[]) =>
    [...(edits ? drawnContours(edits, structure).keys() : [])]
      .filter((frame) => !listed.includes(frame))
      .sort((a, b) => a - b)
      .flatMap((frame) => contour(frame, structure));
  return [...ofBeat, ...others('LV', [edFrame, esFrame]), ...others('LA', [esFrame])];
}

/** Those that a reader accepted, which alone are stored; of an automatic reading, all. */
export function acceptedResults({ results, isAutomatic }: MeasuredClip): readonly MeasuredResult[] {
  return results.filter(
    ({ decision }) => isAutomatic === true || decision?.decision === 'accepted',
  );
}
