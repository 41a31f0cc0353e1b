import type { Manifest, PatientSet, SegmentationManifest, TaskEvaluation } from '@echonet/models';
import type { Clip } from '../clips/clip';

/** On whom a result was trained and evaluated. */
export interface Origin {
  readonly trainedOn: readonly PatientSet[];
  /** With the result on these patients where the manifest has it. */
  readonly evaluatedOn: PatientSet & Partial<TaskEvaluation>;
  /** A network of others that was never evaluated here; what is said of its training is theirs. */
  readonly isImported?: boolean;
}

/** Of one task of a model: as its manifest says of the task, else as it says of the model. */
export function originOf(
  { tasks, provenance, onnx }: Pick<Manifest, 'tasks' | 'provenance' | 'onnx'>,
  taskId: string,
): Origin {
  const ofModel = originOfModel({ provenance, onnx });
  const task = tasks.find(({ id }) => id === taskId);
  return {
    trainedOn: task?.trainedOn ?? ofModel.trainedOn,
    evaluatedOn: task?.evaluatedOn ?? ofModel.evaluatedOn,
    ...(ofModel.isImported && !task?.evaluatedOn && { isImported: true }),
  };
}

/** Of a model whose results all have the same origin. */
export function originOfModel({
  provenance: { simulated, data, patients },
  onnx,
}: Pick<Manifest | SegmentationManifest, 'provenance' | 'onnx'>): Origin {
  const sets = exportedSets(data);
  const trainedOn = sets ?? [{ data: dataName(data), simulated, patients: patients.train }];
  const names = trainedOn.filter((set) => set.simulated === simulated).map((set) => set.data);
  return {
    trainedOn,
    evaluatedOn: { data: names.join(' + '), simulated, patients: patients.test },
    ...(onnx && { isImported: true }),
  };
}

/** Whether published limits may judge its values: nobody knows here how wrong an imported network is. */
export function isEvaluated({ isImported }: Origin): boolean {
  return isImported !== true;
}

/** Evaluated on patients that nobody simulated. */
export function isEvaluatedOnReal({ evaluatedOn }: Origin): boolean {
  return !evaluatedOn.simulated;
}

/**
 * The IDs of tasks that are a mere demonstration on these clips: evaluated on simulated patients alone,
 * while the clips are of real ones.
 */
export function demonstratedTasks(
  manifest: Manifest,
  clips: readonly Pick<Clip, 'isSimulated'>[],
): ReadonlySet<string> {
  const isAllSimulated = clips.length > 0 && clips.every(({ isSimulated }) => isSimulated);
  const ids = manifest.tasks.map(({ id }) => id);
  return new Set(
    isAllSimulated ? [] : ids.filter((id) => !isEvaluatedOnReal(originOf(manifest, id))),
  );
}

/**
 * The sets in what `echonet export` says of data to which nobody gave a name.
 *
 * @returns undefined for a description in words
 */
export function exportedSets(data: string): PatientSet[] | undefined {
  const sets = withoutHash(data)
    .split('; ')
    .map((part) => /^(.+?): (\d+) (simulated )?patients to train on$/.exec(part));
  return sets.every((set) => set !== null)
    ? sets.map(([, name, patients, simulated]) => ({
        data: dataName(name),
        simulated: simulated !== undefined,
        patients: Number(patients),
      }))
    : undefined;
}

/** Hashes identify data for machines; they say nothing to a reader. */
export function withoutHash(data: string): string {
  return data.replace(/[;,]?\s*SHA-256 [0-9a-f]+/i, '');
}

/**
 * The first words of a description of data, of "real patients (CAMUS)" those in brackets; data sets that
 * are one word go by their acronym.
 */
export function dataName(data: string): string {
  const name = data
    .replace(/^real patients \(/, '')
    .split(/[:;,()]/)[0]
    .trim();
  return /^[a-z]{2,10}$/.test(name) ? name.toUpperCase() : name;
}
