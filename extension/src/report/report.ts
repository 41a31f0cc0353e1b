import packageFile from '../../package.json';
import type { ClipPrediction, ImagePoint, Manifest, Task } from '@echonet/models';
import { ejectionFractionFromVolumes } from '../results/ejection-fraction';
import type { EjectionFractionFromVolumes } from '../results/ejection-fraction';
import type { ReadClip, Reading } from '../results/reading';
import { isViewUnchecked } from '../results/reading';
import type { Reader } from '../host/user';
import type { Decisions, ReaderDecision } from './decisions';
import { modelHash } from './model-hash';

/** The value of one task, of one clip or of all together. */
export interface ReportedValue {
  readonly task: Task;
  /** In the task's unit; a probability for a classification. */
  readonly value: number;
  /** 90 % interval in the task's unit. */
  readonly interval90?: readonly [low: number, high: number];
  /** Over the frames of one clip, or over the clips where there are several. */
  readonly standardDeviation: number;
  /** Classification with a threshold: whether the value reaches it. */
  readonly positive?: boolean;
}

/** One clip that was read. */
export interface ReportedClip {
  readonly SOPInstanceUID: string;
  readonly displaySetInstanceUID: string;
  /** A number of our own, so that reports without identifiers can tell clips apart; 1-based. */
  readonly number: number;
  /** 1-based, as DICOM counts. */
  readonly frameNumbers: readonly number[];
  /** What the network saw of the image, in image pixels. */
  readonly sectorOutline: readonly ImagePoint[];
  readonly values: readonly ReportedValue[];
  readonly computedBy: string;
  readonly warnings: readonly string[];
}

/** A result with what the reader says of it. */
export interface ReportedResult extends ReportedValue {
  /** Absent where the reader has not decided. */
  readonly decision?: ReaderDecision;
}

/** Everything that goes out of the viewer, whatever the format; it holds nothing of the patient. */
export interface Report {
  readonly date: Date;
  readonly manifest: Manifest;
  readonly modelHash: string;
  /** Version of this software. */
  readonly softwareVersion: string;
  /** Of all clips together, in the model's order of tasks. */
  readonly results: readonly ReportedResult[];
  readonly ejectionFractionFromVolumes?: EjectionFractionFromVolumes;
  /** At least one. */
  readonly clips: readonly ReportedClip[];
  /** No view classifier has looked at a clip of it. */
  readonly isViewUnchecked: boolean;
  /** Further sentences that must be read with the numbers: the model's, and the department's. */
  readonly notes: readonly string[];
  /** Who reports it, where somebody is logged in. */
  readonly reader?: Reader;
}

/** What a report is made of. */
export interface ReportSources {
  readonly manifest: Manifest;
  /** Complete: provisional numbers are not reported. */
  readonly reading: Reading;
  readonly decisions: Decisions;
  readonly date: Date;
  /** A sentence of the department that every report ends with. */
  readonly note?: string;
  readonly reader?: Reader;
}

/** Gathers what is reported. */
export function reportOf(sources: ReportSources): Report {
  const { manifest, reading, decisions, date, note, reader } = sources;
  return {
    date,
    manifest,
    modelHash: modelHash(manifest),
    softwareVersion: packageFile.version,
    results: valuesOf(manifest, reading.prediction).map((value) => ({
      ...value,
      decision: decisions.get(value.task.id),
    })),
    ejectionFractionFromVolumes: ejectionFractionFromVolumes(reading.prediction),
    clips: reading.clips.map((read, index) => clipOf(manifest, read, index + 1)),
    isViewUnchecked: isViewUnchecked(reading),
    notes: [
      ...Object.values(reading.prediction).flatMap(({ notes }) => notes),
      ...(note ? [note] : []),
    ],
    reader,
  };
}

function valuesOf({ tasks }: Manifest, prediction: ClipPrediction): ReportedValue[] {
  return tasks.map((task) => {
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
    sectorOutline: result.prepared.sector.outline,
    values: valuesOf(manifest, result.prediction),
    computedBy: result.backend.description,
    warnings: result.warnings,
  };
}
