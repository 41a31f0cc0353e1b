import { sum } from 'd3-array';
import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '@echonet/command-line';
import { parseManifest, type Manifest, type PatientSet, type Task } from '@echonet/models';
import { realWhereAny } from '../data/real-where-any';
import { readBestWeights } from '../evaluation/evaluate/open-network';
import type { VolumeEvaluation } from '../evaluation/volumes/volume-evaluation';
import { volumesIntendedUse } from '../learning/intended-use';
import { encodeWeights } from '../learning/network/encode-weights';
import { joinedTerms } from '../learning/start-weights';
import type { VolumeRun } from '../learning/volumes/config';
import type { VolumeTask } from '../learning/volumes/volume-tasks';
import { withoutFolders } from './command-text';
import type { ExportSettings } from './export-model';
import { licenceText } from './licence-text';
import { hashesOf, inGraphOrder, networkFiles, writeModelFolder } from './model-folder';
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
  const { sets, config, startWeights } = record;
  if (String(evaluation.fingerprints) !== String(sets.map(({ fingerprint }) => fingerprint))) {
    throw new UserError(
      `${run.directory} was evaluated on other data; run again: echonet evaluate --run ${run.directory}`,
    );
  }
  const { weights } = await readBestWeights(run, record);
  const encoded = await encodeWeights(
    inGraphOrder(weights, record.architecture),
    evaluation.weights,
  );
  tf.dispose([...weights.values()]);
  const files = networkFiles(record.architecture, encoded);
  const command = withoutFolders(settings.command ?? record.command);
  const count = (subset: 'train' | 'validation' | 'calibration' | 'test') =>
    sum(sets, ({ split }) => split[subset]?.length ?? 0);
  const manifest = parseManifest({
    schemaVersion: 1,
    id: settings.id,
    version,
    name,
    purpose: 'reading',
    architecture: record.architecture,
    input: record.input,
    tasks: evaluation.tasks.map((task) => manifestTask(task, record, evaluation, dataName)),
    provenance: {
      data:
        dataName ??
        sets
          .map(({ source, split, simulated }) => {
            const kind = simulated ? 'simulated patients' : 'patients';
            return `${source}: ${split.train.length} ${kind} to train on`;
          })
          .join('; '),
      simulated: sets.every(({ simulated }) => simulated),
      patients: {
        train: count('train'),
        validation: count('validation') + count('calibration'),
        test: count('test'),
      },
      commit: record.commit || 'unknown',
      seed: config.seed,
      command,
      date: record.startedAt,
      ...joinedTerms([...sets, startWeights]),
    },
    intendedUse: volumesIntendedUse(sets, dataName),
    modelCard: volumeCard({ name, version, command, record, evaluation }),
    storage: { weights: evaluation.weights, drift: {} },
    files: hashesOf(files),
  });
  const terms = licenceText(manifest);
  const all = { ...files, ...(terms && { 'LICENSE.txt': Buffer.from(terms) }) };
  run.log(await writeModelFolder(settings.output, manifest, all, settings.isForced));
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
  const { r2 } = metrics;
  return {
    ...task,
    metrics: {
      ...Object.fromEntries(numbers),
      ...(all && { coverage90: rounded(all.held / all.clips) }),
    },
    trainedOn: patientSets.map(({ data, simulated, set }): PatientSet => {
      return { data, simulated, patients: set.split.train.length };
    }),
    ...(r2?.value !== undefined && {
      evaluatedOn: {
        data: decisive.data,
        simulated: decisive.simulated,
        patients: results.tasks[task.id].patients,
        metric: 'R2',
        value: rounded(r2.value),
        ...(r2.interval && { interval95: [rounded(r2.interval.low), rounded(r2.interval.high)] }),
      },
    }),
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
