import packageFile from '../../package.json';
import {
  modelHash,
  type ClipPrediction,
  type ImagePoint,
  type Manifest,
  type Task,
} from '@echonet/models';
import {
  ejectionFractionFromVolumes,
  type EjectionFractionFromVolumes,
} from '../results/ejection-fraction';
import { demonstratedTasks } from '../results/origin';
import { averagedOf, type ReadClip, type Reading, isViewUnchecked } from '../results/reading';
import type { Patient } from '../clips/patient';
import type { Reader } from '../host/user';
import type { Decisions, ReaderDecision } from './decisions';
import type { MeasuredClip } from './measured-clip';

/** The value of one task for one clip or for all clips. */
export interface ReportedValue {
  readonly task: Task;
  /** In the task's unit; a probability for classifications. */
  readonly value: number;
  /** 90 % interval in the task's unit. */
  readonly interval90?: readonly [low: number, high: number];
  /** Over the frames of one clip, or over several clips. */
  readonly standardDeviation: number;
  /** Whether the probability reaches the cut-off; absent without one. */
  readonly positive?: boolean;
}

export interface ReportedClip {
  readonly SOPInstanceUID: string;
  readonly displaySetInstanceUID: string;
  /** 1-based; identifies clips in reports without UIDs. */
  readonly number: number;
  /** 1-based */
  readonly frameNumbers: readonly number[];
  /** The view that the classifier found; absent where it found none or did not look. */
  readonly view?: 'A4C';
  /** In image pixels. */
  readonly sectorOutline: readonly ImagePoint[];
  readonly values: readonly ReportedValue[];
  readonly computedBy: string;
  readonly warnings: readonly string[];
}

export interface ReportedResult extends ReportedValue {
  /** Numbers of the clips that it is the mean of. */
  readonly ofClips: readonly number[];
  /** Absent while pending. */
  readonly decision?: ReaderDecision;
  /** Evaluated on simulated patients alone, while a clip is of a real one. */
  readonly isDemonstration?: true;
}

/** Content of all report formats, without data that could identify the patient. */
export interface Report {
  readonly date: Date;
  readonly manifest: Manifest;
  readonly modelHash: string;
  readonly softwareVersion: string;
  /** Of all clips, in the model's order of tasks. */
  readonly results: readonly ReportedResult[];
  readonly ejectionFractionFromVolumes?: EjectionFractionFromVolumes;
  /** What was measured from contours, by clip; empty without a segmentation model. */
  readonly measured: readonly MeasuredClip[];
  /** Task IDs of results that are neither stored nor copied as text. */
  readonly leftOut: ReadonlySet<string>;
  /** At least one. */
  readonly clips: readonly ReportedClip[];
  /** The view of at least one clip was not checked. */
  readonly isViewUnchecked: boolean;
  /** Further sentences of the model and of the department. */
  readonly notes: readonly string[];
  /** What limits of normal depend on; itself in no report. */
  readonly patient: Patient;
  /** The user who is logged in. */
  readonly reader?: Reader;
  /** Read without a reader: it shows what nobody has accepted, and says so. */
  readonly isAutomatic?: true;
}

export interface ReportSources {
  readonly manifest: Manifest;
  /** Complete, not provisional. */
  readonly reading: Reading;
  readonly decisions: Decisions;
  /** None unless given. */
  readonly measured?: readonly MeasuredClip[];
  /** None unless given. */
  readonly leftOut?: ReadonlySet<string>;
  /** Nothing is known of them unless given. */
  readonly patient?: Patient;
  readonly date: Date;
  /** The department's sentence at the end of every report. */
  readonly note?: string;
  readonly reader?: Reader;
}

export function reportOf(sources: ReportSources): Report {
  const { reading, decisions, date, note, reader } = sources;
  const { measured = [], leftOut = new Set(), patient = {} } = sources;
  const demonstrated = demonstratedTasks(
    sources.manifest,
    reading.clips.map(({ clip }) => clip),
  );
  const manifest = withoutDemonstrations(sources, demonstrated);
  return {
    date,
    manifest,
    modelHash: modelHash(manifest),
    softwareVersion: packageFile.version,
    results: valuesOf(manifest, reading.prediction).map((value) => ({
      ...value,
      ofClips: averagedOf(reading, value.task.id).map((read) => reading.clips.indexOf(read) + 1),
      decision: decisions.get(value.task.id),
      ...(demonstrated.has(value.task.id) && { isDemonstration: true }),
    })),
    ejectionFractionFromVolumes: ['EF', 'EDV', 'ESV'].every((id) => isReported(manifest, id))
      ? ejectionFractionFromVolumes(reading.prediction)
      : undefined,
    measured,
    leftOut,
    clips: reading.clips.map((read, index) => clipOf(manifest, read, index + 1)),
    isViewUnchecked: isViewUnchecked(reading),
    notes: [
      ...manifest.tasks.flatMap(({ id }) => reading.prediction[id]?.notes ?? []),
      ...(note ? [note] : []),
    ],
    patient,
    reader,
  };
}

/**
 * The model with the tasks that a report may hold: demonstrations only if the reader has accepted them
 * one by one.
 */
function withoutDemonstrations(
  { manifest, decisions }: ReportSources,
  demonstrated: ReadonlySet<string>,
): Manifest {
  return {
    ...manifest,
    tasks: manifest.tasks.filter(
      ({ id }) => !demonstrated.has(id) || decisions.get(id)?.decision === 'accepted',
    ),
  };
}

function isReported({ tasks }: Manifest, taskId: string): boolean {
  return tasks.some(({ id }) => id === taskId);
}

/** Of the tasks that were predicted, in the model's order. */
export function valuesOf({ tasks }: Manifest, prediction: ClipPrediction): ReportedValue[] {
  const known = tasks.filter(({ id }) => Object.hasOwn(prediction, id));
  return known.map((task) => {
    const { mean, interval90, standardDeviation, positive } = prediction[task.id];
    return { task, value: mean, interval90, standardDeviation, positive };
  });
}

function clipOf(manifest: Manifest, { clip, result }: ReadClip, number: number): ReportedClip {
  return {
    SOPInstanceUID: clip.SOPInstanceUID,
    displaySetInstanceUID: clip.displaySetInstanceUID,
    number,
    frameNumbers: result.frameIndices.map((index) => index + 1),
    ...(result.view?.accepted && result.view.view === 'A4C' && { view: 'A4C' }),
    sectorOutline: result.prepared.sector.outline,
    values: valuesOf(manifest, result.prediction),
    computedBy: result.backend.description,
    warnings: result.warnings,
  };
}

/** The clips that a result is the mean of. */
export function clipsOfResult(
  { clips }: Pick<Report, 'clips'>,
  { ofClips }: Pick<ReportedResult, 'ofClips'>,
): readonly ReportedClip[] {
  return clips.filter(({ number }) => ofClips.includes(number));
}

/** The results that are stored: neither rejected nor left out. */
export function storedResults({ results, leftOut }: Report): readonly ReportedResult[] {
  return results.filter(
    ({ task, decision }) => decision?.decision !== 'rejected' && !leftOut.has(task.id),
  );
}
