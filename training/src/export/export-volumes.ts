import { parseManifest, type Manifest, type PatientSet, type Task } from '@echonet/models';
import { realWhereAny } from '../data/real-where-any';
import type { VolumeEvaluation } from '../evaluation/volumes/volume-evaluation';
import { volumesIntendedUse } from '../learning/intended-use';
import type { VolumeRun } from '../learning/volumes/config';
import type { VolumeTask } from '../learning/volumes/volume-tasks';
import {
  provenanceOfSets,
  refuseOtherData,
  trainedFiles,
  writeExport,
  type ExportSettings,
} from './exported-run';
import { hashesOf } from './model-folder';
import { taskEvaluation } from './task-evaluation';
import { volumeCard } from './volume-card';

/**
 * Exports an evaluated run that learned volumes as a model folder for the viewer, as exportModel does.
 * Weights inherit the licence and the citation of the data that they were trained on.
 *
 * @throws {UserError} when the run was not evaluated, or on other data, or the folder exists
 */
export async function exportVolumes(settings: ExportSettings): Promise<Manifest> {
  const { run, name, version, dataName } = settings;
  const record = run.readJson<VolumeRun>('run.json');
  const evaluation = run.readStep<VolumeEvaluation>('metrics.json', 'evaluate');
  const { sets } = record;
  refuseOtherData(
    run,
    evaluation.fingerprints,
    sets.map(({ fingerprint }) => fingerprint),
  );
  const files = await trainedFiles(run, record, evaluation.weights);
  const provenance = provenanceOfSets(record, settings);
  const manifest = parseManifest({
    schemaVersion: 1,
    id: settings.id,
    version,
    name,
    purpose: 'reading',
    architecture: record.architecture,
    input: record.input,
    tasks: evaluation.tasks.map((task) => manifestTask(task, record, evaluation, dataName)),
    provenance,
    intendedUse: volumesIntendedUse(record, dataName),
    modelCard: volumeCard({ name, version, command: provenance.command, record, evaluation }),
    storage: { weights: evaluation.weights, drift: {} },
    files: hashesOf(files),
  });
  await writeExport(settings, manifest, files);
  return manifest;
}

function manifestTask(
  task: VolumeTask,
  { sets }: VolumeRun,
  { results, intervals }: VolumeEvaluation,
  dataName: string | undefined,
): Task {
  const { metrics } = results.tasks[task.id];
  const interval = intervals[task.id];
  const all = interval?.coverage.all;
  const numbers = Object.entries(metrics).flatMap(([metric, { value }]) =>
    value === undefined ? [] : [[metric, rounded(value)] as const],
  );
  const patientSets = sets.map((set) => ({
    data: dataName ?? titleOf(set.source),
    simulated: set.simulated,
    set,
  }));
  const [decisive] = realWhereAny(patientSets);
  const { patients } = results.tasks[task.id];
  const evaluatedOn = taskEvaluation(decisive, { kind: 'regression', metrics, patients });
  return {
    ...task,
    metrics: {
      ...Object.fromEntries(numbers),
      ...(all && { coverage90: rounded(all.held / all.clips) }),
    },
    trainedOn: patientSets.map(({ data, simulated, set }): PatientSet => {
      return { data, simulated, patients: set.split.train.length };
    }),
    ...(evaluatedOn && { evaluatedOn }),
    ...(interval && {
      calibration: {
        interval90HalfWidth: rounded(interval.halfWidth),
        ...(interval.scale === 'logarithmic' && { interval90Scale: interval.scale }),
      },
    }),
  };
}

/** Public data sets go by their acronym. */
function titleOf(source: string): string {
  return source === 'camus' ? 'CAMUS' : source;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
