import packageFile from '../../../package.json';
import {
  averagedClips,
  cutAtriumNote,
  poolMeasures,
  poolPredictions,
  type ClipPrediction,
  type ContourMeasure,
  type ContourMeasureId,
  type Task,
} from '@echonet/models';
import type { ClipReading } from '../clip/clip-reading';
import { listOfModels, type ModelName, type ReadingModels } from '../models/open-models';
import type { ReadStudy, ReportOutcome } from './read-study';

type ValueMethod = 'predicted' | 'measured from contours';

/** A value of a study or of one clip. */
export interface RecordedValue {
  readonly id: string;
  readonly name: string;
  readonly method: ValueMethod;
  /** Id of the model. */
  readonly model: string;
  /** Empty for a probability. */
  readonly unit: string;
  readonly value: number;
  /** Whether the true value is larger: of an atrium that the sector cuts off in one of the clips. */
  readonly isLowerLimit?: true;
  readonly interval90?: readonly [low: number, high: number];
  /** Whether a probability reaches the decision threshold; absent without one. */
  readonly positive?: boolean;
  /** Number of clips that it is the mean of. */
  readonly clipCount: number;
  /** Whether the model was trained and evaluated on simulated patients. */
  readonly simulated: boolean;
}

/** A clip of the record: what became of it, and its values. */
interface RecordedClip extends Pick<ClipReading, 'id' | 'name' | 'outcome' | 'reason'> {
  readonly probabilityA4C?: number;
  /** Quality of its contours. */
  readonly quality?: string;
  readonly values: readonly RecordedValue[];
  readonly warnings: readonly string[];
}

export type StudyStatus = 'read' | 'nothing to read' | 'failed';

/** One line of the results. */
export interface StudyRecord {
  readonly notice: string;
  readonly StudyInstanceUID: string;
  readonly StudyDate: string;
  readonly status: StudyStatus;
  /** Why it was not read, as a sentence. */
  readonly reason?: string;
  /** ISO 8601 */
  readonly readAt: string;
  readonly software: string;
  readonly models: readonly ModelName[];
  /** Means over the clips that were read. */
  readonly values: readonly RecordedValue[];
  readonly clips: readonly RecordedClip[];
  /** Full sentences about the study as a whole. */
  readonly warnings: readonly string[];
  /** Absent where no report is to be stored. */
  readonly report?: ReportOutcome;
}

/** In every result, whatever its form. */
const notice =
  'Research use only, not for diagnosis. Read automatically; no person has checked it.';

const measureNames: Readonly<Record<ContourMeasureId, string>> = {
  EDV: 'LV end-diastolic volume',
  ESV: 'LV end-systolic volume',
  EF: 'LV ejection fraction',
  LAVolume: 'LA volume at end-systole',
  heartRate: 'Heart rate',
  MAPSE: 'MAPSE',
};

export function studyRecord(study: ReadStudy, models: ReadingModels, readAt: Date): StudyRecord {
  const read = study.clips.filter(({ outcome }) => outcome === 'read');
  const values = valuesOf(read, models);
  return {
    ...recordHead(study, models, readAt),
    status: read.length > 0 ? 'read' : 'nothing to read',
    ...(read.length === 0 && { reason: reasonOf(study.clips) }),
    values,
    clips: study.clips.map((clip) => recordedClip(clip, models)),
    warnings: [...study.notes, ...limitNotes(values)],
  };
}

function recordedClip(clip: ClipReading, models: ReadingModels): RecordedClip {
  const { id, name, outcome, reason, view, contours, warnings } = clip;
  const values = outcome === 'read' ? valuesOf([clip], models) : [];
  return {
    ...{ id, name, outcome },
    ...(reason !== undefined && { reason }),
    ...(view && { probabilityA4C: view.probability }),
    ...(contours && { quality: contours.grade }),
    values,
    warnings: [...warnings, ...limitNotes(values)],
  };
}

function limitNotes(values: readonly RecordedValue[]): string[] {
  return values.some(({ isLowerLimit }) => isLowerLimit) ? [cutAtriumNote] : [];
}

/** The record of a study that could not be read. @param reason a full sentence */
export function failedRecord(
  study: Pick<ReadStudy, 'id' | 'StudyDate'>,
  models: ReadingModels,
  readAt: Date,
  reason: string,
): StudyRecord {
  return {
    ...recordHead(study, models, readAt),
    status: 'failed',
    reason,
    values: [],
    clips: [],
    warnings: [],
  };
}

function recordHead(
  { id, StudyDate }: Pick<ReadStudy, 'id' | 'StudyDate'>,
  models: ReadingModels,
  readAt: Date,
) {
  return {
    notice,
    StudyInstanceUID: id,
    StudyDate,
    readAt: readAt.toISOString(),
    software: `EchoNet for OHIF ${packageFile.version}`,
    models: listOfModels(models),
  };
}

function valuesOf(clips: readonly ClipReading[], models: ReadingModels): RecordedValue[] {
  return [...measuredValues(clips, models), ...predictedValues(clips, models)];
}

function measuredValues(
  clips: readonly ClipReading[],
  { segmentation }: ReadingModels,
): RecordedValue[] {
  if (!segmentation) {
    return [];
  }
  const { id: model, simulated } = segmentation.name;
  const ofClips = clips.flatMap(({ contours }): (readonly ContourMeasure[])[] =>
    contours ? [contours.measures] : [],
  );
  return poolMeasures(ofClips).map(
    ({ id, value, unit, isLowerLimit, interval90, ofClips: { length: clipCount } }) => ({
      id,
      name: measureNames[id],
      method: 'measured from contours',
      model,
      unit,
      value,
      ...(isLowerLimit && { isLowerLimit }),
      ...(interval90 && { interval90 }),
      clipCount,
      simulated,
    }),
  );
}

function predictedValues(
  clips: readonly ClipReading[],
  { models }: ReadingModels,
): RecordedValue[] {
  return models.flatMap(({ name, model }) => {
    const ofModel = clips.flatMap(({ predictions }) =>
      predictions.filter((each) => each.model === name.sha256).map(({ prediction }) => prediction),
    );
    if (ofModel.length === 0) {
      return [];
    }
    const pooled = poolPredictions(model.manifest, ofModel);
    return model.manifest.tasks.flatMap((task) => predictedValue(task, pooled, ofModel, name));
  });
}

function predictedValue(
  task: Task,
  pooled: ClipPrediction,
  ofClips: readonly ClipPrediction[],
  { id: model, simulated }: ModelName,
): RecordedValue[] {
  const found = Object.hasOwn(pooled, task.id) ? pooled[task.id] : undefined;
  if (!found) {
    return [];
  }
  const { mean, interval90, positive } = found;
  return [
    {
      id: task.id,
      name: task.name,
      method: 'predicted',
      model,
      unit: task.unit,
      value: mean,
      ...(interval90 && { interval90 }),
      ...(positive !== undefined && { positive }),
      clipCount: averagedClips(ofClips, task.id, Object.keys).length,
      simulated: task.evaluatedOn?.simulated ?? simulated,
    },
  ];
}

const outcomeWords: Readonly<Record<Exclude<ClipReading['outcome'], 'read'>, string>> = {
  'other view': 'not accepted by the view check',
  refused: 'refused by rule',
  unreadable: 'unreadable',
};

/** Why none of the clips was read, as a sentence. */
function reasonOf(clips: readonly ClipReading[]): string {
  if (clips.length === 0) {
    return 'The study has no clips.';
  }
  if (clips.length === 1 && clips[0].reason !== undefined) {
    return clips[0].reason;
  }
  const counts = Object.entries(outcomeWords).flatMap(([outcome, words]) => {
    const count = clips.filter((clip) => clip.outcome === outcome).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return `No clip of ${clips.length} can be read: ${counts.join(', ')}.`;
}
