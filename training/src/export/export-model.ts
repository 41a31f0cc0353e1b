import { parseManifest, type Manifest, type Task } from '@echonet/models';
import { readCalibration, type Calibration } from '../evaluation/calibrate/calibrate';
import type { Evaluation } from '../evaluation/evaluate/evaluate';
import { purposeOf } from '../data/find-tasks';
import { mirroredView } from '../data/prepare/views/mirrored-view';
import type { TrainingRun } from '../learning/train/config';
import { dataSetName, describeData } from '../learning/describe-data';
import { intendedUse } from '../learning/intended-use';
import { joinedTerms } from '../learning/start-weights';
import { calibratedTask } from './calibrated-task';
import { withoutFolders } from './command-text';
import { refuseOtherData, trainedFiles, writeExport, type ExportSettings } from './exported-run';
import { modelCard } from './model-card';
import { hashesOf } from './model-folder';
import { taskEvaluation } from './task-evaluation';

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
  const { name, version, dataName } = settings;
  const { further = [] } = record;
  const set = { data: dataName ?? dataSetName(record), simulated: record.simulated };
  const tasks = record.tasks.map((task): Task => {
    const evaluatedOn = taskEvaluation(set, calibration.results[task.id]);
    const patients = task.trainingPatients ?? evaluation.patients.train;
    return {
      ...calibratedTask(task, calibration),
      trainedOn: [
        { ...set, patients },
        ...further.map(({ source, simulated, patientsOfTask }) => ({
          data: dataSetName({ ...record, simulated, dataSource: { source } }),
          simulated,
          patients: patientsOfTask[task.id],
        })),
      ].filter((one) => one.patients > 0),
      ...(evaluatedOn && { evaluatedOn }),
    };
  });
  const files = await trainedFiles(run, record, evaluation.weights);
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
      ...joinedTerms([record.dataSource, ...further, record.startWeights]),
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
