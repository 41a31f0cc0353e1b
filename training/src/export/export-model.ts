import * as tf from '@tensorflow/tfjs-core';
import { parseManifest, type Manifest, type Task } from '@echonet/models';
import { UserError } from '@echonet/command-line';
import { readCalibration, type Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { readBestWeights } from '../evaluation/evaluate/open-network';
import type { RunFolder } from '../learning/run-folder';
import { purposeOf } from '../data/find-tasks';
import type { TrainingRun } from '../learning/train/config';
import { intendedUse } from '../learning/intended-use';
import { modelCard } from './model-card';
import { hashesOf, inGraphOrder, networkFiles, writeModelFolder } from './model-folder';
import { encodeWeights } from '../learning/network/encode-weights';

export interface ExportSettings {
  readonly run: RunFolder;
  /** Model folder; replaced as a whole if it exists. */
  readonly output: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Command for the manifest in place of that of the run. */
  readonly command?: string;
}

/**
 * Exports an evaluated and calibrated run as a model folder for the viewer: model.json and
 * weights.bin (a tfjs layers model), the manifest echonet.json and the model card. The folder is
 * written beside its destination, loaded once as the viewer loads it, and then moved.
 *
 * @throws {UserError} when the run was not evaluated or not calibrated
 */
export async function exportModel(settings: ExportSettings): Promise<Manifest> {
  const { run } = settings;
  const record = run.readJson<TrainingRun>('run.json');
  const evaluation = run.readJson<Evaluation>('metrics.json');
  if (evaluation.dataFingerprint !== record.dataFingerprint) {
    throw new UserError(`${run.directory} was evaluated on other data; evaluate it again.`);
  }
  const calibration = readCalibration(run);
  const tasks = record.tasks.map((task) => manifestTask(task, evaluation, calibration));
  const { weights } = await readBestWeights(run, record);
  const encoded = await encodeWeights(
    inGraphOrder(weights, record.architecture),
    evaluation.weights,
  );
  tf.dispose([...weights.values()]);
  const { name, version } = settings;
  const card = modelCard({ name, version, record, evaluation, calibration, tasks });
  const files = networkFiles(record.architecture, encoded);
  const manifest = parseManifest({
    schemaVersion: 1,
    id: settings.id,
    version: settings.version,
    name: settings.name,
    purpose: purposeOf(record.config.tasks),
    architecture: record.architecture,
    input: record.input,
    tasks,
    provenance: {
      data: describeData(record),
      simulated: record.simulated,
      patients: evaluation.patients,
      commit: record.commit || 'unknown',
      seed: record.config.seed,
      command: settings.command ?? record.command,
      date: record.startedAt,
    },
    intendedUse: intendedUse(record),
    modelCard: card,
    storage: { weights: evaluation.weights, drift: evaluation.drift },
    files: hashesOf(files),
  });
  run.log(await writeModelFolder(settings.output, manifest, files));
  return manifest;
}

function manifestTask(
  task: TrainingRun['tasks'][number],
  { results }: Evaluation,
  calibration: Calibration,
): Task {
  const { id, name, kind, unit, range, outputIndex, labelMean, labelStd, code } = task;
  const { decisionThreshold, test, ...fixed } = calibration.tasks[id];
  const { interval90HalfWidth, probability, mostFalsePositives } = fixed;
  const metrics = Object.entries({ ...results.tasks[id].metrics }).flatMap(([metric, { value }]) =>
    value === undefined ? [] : [[metric, Number(value.toPrecision(6))] as const],
  );
  return {
    id,
    name,
    kind,
    unit,
    range,
    outputIndex,
    labelMean,
    labelStd,
    code,
    decisionThreshold,
    // Metrics of the calibrated predictions replace those of the uncalibrated ones.
    metrics: { ...Object.fromEntries(metrics), ...test },
    calibration: { interval90HalfWidth, probability, mostFalsePositives },
  };
}

function describeData({ simulated, split, dataFingerprint, config }: TrainingRun): string {
  const patients = split.train.length + split.validation.length + split.test.length;
  const images =
    purposeOf(config.tasks) === 'view'
      ? 'ultrasound clips of many views'
      : 'apical four-chamber echoes';
  const kind = simulated ? `simulated ${images} (phantoms)` : 'local studies';
  return `${patients} patients, ${kind}; SHA-256 ${dataFingerprint}`;
}
