import { parseManifest, type Manifest, type Task } from '@echonet/models';
import { readCalibration, type Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { purposeOf } from '../data/find-tasks';
import { mirroredView } from '../data/prepare/views/gather-real-views';
import type { TrainingRun } from '../learning/train/config';
import { describeData } from '../learning/describe-data';
import { intendedUse } from '../learning/intended-use';
import { joinedTerms } from '../learning/start-weights';
import { withoutFolders } from './command-text';
import { refuseOtherData, trainedFiles, writeExport, type ExportSettings } from './exported-run';
import { modelCard } from './model-card';
import { hashesOf } from './model-folder';

/**
 * Exports an evaluated and calibrated run as a model folder for the viewer: model.json and
 * weights.bin (a tfjs layers model), the manifest echonet.json and the model card. The folder is
 * written beside its destination, loaded once as the viewer loads it, and then moved.
 *
 * @throws {UserError} when the run was not evaluated or not calibrated, or the folder exists
 */
export async function exportModel(settings: ExportSettings): Promise<Manifest> {
  const { run } = settings;
  const record = run.readJson<TrainingRun>('run.json');
  const evaluation = run.readStep<Evaluation>('metrics.json', 'evaluate');
  refuseOtherData(run, [evaluation.dataFingerprint], [record.dataFingerprint]);
  const calibration = readCalibration(run);
  const tasks = record.tasks.map((task) => manifestTask(task, calibration));
  const files = await trainedFiles(run, record, evaluation.weights);
  const { name, version, dataName } = settings;
  const command = withoutFolders(settings.command ?? record.command);
  const shown = { name, version, dataName, command };
  const card = modelCard({ ...shown, record, evaluation, calibration, tasks });
  const manifest = parseManifest({
    schemaVersion: 1,
    id: settings.id,
    version: settings.version,
    name: settings.name,
    purpose: purposeOf(record.config.tasks),
    ...(tellsMirrored(calibration) && { tellsMirrored: true }),
    architecture: record.architecture,
    input: record.input,
    tasks,
    provenance: {
      data: describeData(record, dataName),
      simulated: record.simulated,
      patients: {
        train: evaluation.patients.train,
        validation: evaluation.patients.validation + evaluation.patients.calibration,
        test: evaluation.patients.test,
      },
      commit: record.commit || 'unknown',
      seed: record.config.seed,
      command,
      date: record.startedAt,
      ...joinedTerms([record.dataSource, record.startWeights]),
    },
    intendedUse: intendedUse(record, dataName),
    modelCard: card,
    storage: { weights: evaluation.weights, drift: evaluation.drift },
    files: hashesOf(files),
  });
  await writeExport(settings, manifest, files);
  return manifest;
}

/** A view classifier that was tested on mirrored A4C knows them as another view. */
function tellsMirrored({ tasks }: Calibration): boolean {
  const views = tasks['viewA4C']?.passedByView ?? [];
  return views.some(({ view }) => view === mirroredView);
}

function manifestTask(task: TrainingRun['tasks'][number], { tasks, results }: Calibration): Task {
  const { id, name, kind, unit, range, outputIndex, labelMean, labelStd, code } = task;
  const { decisionThreshold, bias, test, ...fixed } = tasks[id];
  const { interval90HalfWidth, interval90Scale, probability, mostFalsePositives } = fixed;
  const metrics = Object.entries({ ...results[id].metrics }).flatMap(([metric, { value }]) =>
    value === undefined ? [] : [[metric, Number(value.toPrecision(6))] as const],
  );
  return {
    id,
    name,
    kind,
    unit,
    range,
    outputIndex,
    // The value of a logit is logit * labelStd + labelMean: this is where a bias is removed.
    labelMean: labelMean === undefined ? undefined : labelMean - (bias ?? 0),
    labelStd,
    code,
    decisionThreshold,
    metrics: { ...Object.fromEntries(metrics), ...test },
    calibration: {
      interval90HalfWidth,
      ...(interval90Scale === 'logarithmic' && { interval90Scale }),
      probability,
      mostFalsePositives,
    },
  };
}
