import { stringify } from 'csv-stringify/sync';
import { ProgressBar } from '@echonet/command-line';
import { architectureTitle } from '@echonet/models';
import { realWhereAny } from '../../data/real-where-any';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { describeBackend, type RunningBackend } from '../../learning/backends/backends';
import { volumesIntendedUse } from '../../learning/intended-use';
import type { WeightType } from '../../learning/network/encode-weights';
import type { RunFolder } from '../../learning/run-folder';
import type { SegmentationSet } from '../../learning/segmentation/config';
import { openSources } from '../../learning/segmentation/start-segmentation';
import { stepsPerEpoch } from '../../learning/segmentation/train-in-steps';
import { fittingClips, splitClips } from '../../learning/train/run-data';
import type { VolumeRun } from '../../learning/volumes/config';
import { meanLabel, volumeTasks, type VolumeTask } from '../../learning/volumes/volume-tasks';
import { nextExport } from '../next-export';
import { openNetwork } from '../evaluate/open-network';
import { attributesOf } from '../evaluate/report-data';
import { assessModel } from '../report/assess-model';
import type { ReportClip, ReportData } from '../report/report-data';
import { resultLines } from '../report/result-lines';
import { writeReport } from '../report/write-report';
import {
  readTrainingCourse,
  trainingRemarks,
  unfinishedWarning,
  type LossKind,
} from '../training-course/training-course';
import { comparedVolumeRun } from './compared-volume-run';
import { fitVolumeIntervals } from './fit-volume-intervals';
import { predictVolumes, type PredictedVolumes, type VolumeModel } from './predict-volumes';
import { summariseOcclusion } from './summarise-occlusion';
import { volumeEvidence, type VolumeEvidence } from './volume-evidence';
import type { VolumeEvaluation } from './volume-evaluation';

export const volumePredictionsFileName = 'predictions.csv';

const volumeLosses: LossKind = {
  training: 'Training: Huber loss of the volumes and loss of the structures',
  validation: 'Validation: error of the volumes in standard deviations',
  combined: 'sum',
  stepsPerEpoch,
  areComparable: false,
};

export interface EvaluateVolumesSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  readonly weights: WeightType;
  /** Evaluated runs of volumes with the same test patients. */
  readonly compareTo: readonly RunFolder[];
}

/**
 * Predicts the clips of the calibration and test patients with the weights as exported, and writes
 * predictions.csv, metrics.json and the report. Frames are those of the prepared clips: of a data set of
 * stills, end-diastole and end-systole alone.
 *
 * @throws {UserError} when the run has no weights yet, its data have changed, or a run to compare with
 *   has other test patients
 */
export async function evaluateVolumes(
  settings: EvaluateVolumesSettings,
): Promise<VolumeEvaluation> {
  const { run, backend, weights } = settings;
  run.log(describeBackend(backend));
  const record = run.readJson<VolumeRun>('run.json');
  const cohorts = openSources(record);
  const course = readTrainingCourse(
    run,
    Math.ceil(record.config.steps / stepsPerEpoch),
    volumeLosses,
  );
  const warning = unfinishedWarning(run, course);
  if (warning) {
    run.log(warning);
  }
  const clipsOfSets = cohorts.map(({ clips }, set) => splitClips(clips, record.sets[set].split));
  const training = clipsOfSets.flatMap(({ train }) => train);
  const tasks = volumeTasks(record.outputs, training);
  const { network, epoch } = await openNetwork(run, record, weights, record.input);
  const model = { network, manifest: { input: record.input, tasks } };
  const decisive = realWhereAny(record.sets);
  const wanted = record.sets.flatMap((set, index) =>
    decisive.includes(set)
      ? (['calibration', 'test'] as const).flatMap((subset) => {
          const own = clipsOfSets[index];
          const clips = subset === 'test' ? own.test : fittingClips(own);
          return clips.map((clip) => ({
            clip,
            set,
            subset,
            interval: filmInterval(cohorts[index]),
          }));
        })
      : [],
  );
  const bar = new ProgressBar('Evaluating', wanted.length);
  const clips: PredictedVolumes[] = [];
  for (const { clip, set, subset, interval } of wanted) {
    clips.push({ ...(await predictVolumes(model, clip, set, interval)), subset });
    bar.update(clips.length);
  }
  bar.stop();
  const evidence = await evidenceOf(model, record, wanted, clips);
  network.dispose();
  run.writeText(volumePredictionsFileName, predictionTable(clips, tasks));
  const intervals = fitVolumeIntervals(tasks, clips);
  const isSimulated = record.sets.every(({ simulated }) => simulated);
  const data: ReportData = {
    title: `EchoNet: ${tasks.map(({ id }) => id).join(', ')} of the volumes of single frames`,
    simulated: isSimulated,
    intendedUse: volumesIntendedUse(record),
    provenance: provenanceOf(record, epoch, weights),
    tasks: tasks.map(({ id, name, kind, unit }) => ({
      ...{ id, name, kind, unit, trainingMean: meanLabel(training, id) },
    })),
    clips: clips.map((one) => reportClip(one)),
    intervals,
    structureSaliency: evidence.flatMap(({ structureSaliency }) => structureSaliency),
    calibratedOnValidation: clipsOfSets.every(({ calibration }) => calibration.length === 0),
    comparedTo: settings.compareTo.map((other) =>
      comparedVolumeRun(
        other,
        clips.map(({ clip }) => clip),
      ),
    ),
    training: course,
    seed: record.config.seed,
  };
  const evaluation: VolumeEvaluation = {
    weights,
    backend: backend.name,
    fingerprints: record.sets.map(({ fingerprint }) => fingerprint),
    epoch,
    tasks,
    intervals,
    occlusion: summariseOcclusion(
      evidence.flatMap(({ occluded }) => occluded),
      intervals,
    ),
    results: assessModel(data),
  };
  run.writeJson('metrics.json', evaluation);
  await writeReport(run.file('report'), data, evaluation.results);
  resultLines(evaluation.results.tasks, 'test clips', (id) => heldText(evaluation, id)).forEach(
    (line) => run.log(line),
  );
  trainingRemarks(course).forEach((remark) => run.log(remark));
  run.log(`Report: ${run.file('report/report.html')}`);
  run.log(nextExport(run));
  return evaluation;
}

/** Of the test clips, data set by data set. */
async function evidenceOf(
  model: VolumeModel,
  { config }: VolumeRun,
  wanted: readonly { readonly set: SegmentationSet }[],
  clips: readonly PredictedVolumes[],
): Promise<VolumeEvidence[]> {
  const sets = [...new Set(wanted.map(({ set }) => set))];
  const evidence: VolumeEvidence[] = [];
  for (const set of sets) {
    const test = clips.filter(({ subset }, i) => subset === 'test' && wanted[i].set === set);
    evidence.push(await volumeEvidence(model, test, set, config.seed));
  }
  return evidence;
}

/** Time between the frames of a data set of films; undefined where a clip has ED and ES alone. */
function filmInterval({
  clips,
  index,
}: {
  readonly clips: readonly CohortClip[];
  readonly index: { readonly input: { readonly frameIntervalMs: number } };
}): number | undefined {
  return clips.some(({ images }) => images.frameCount > 2)
    ? index.input.frameIntervalMs
    : undefined;
}

function reportClip({ clip, subset, prediction }: PredictedVolumes): ReportClip {
  const { patientId, clipId, view, labels } = clip;
  return {
    ...{ patientId, clipId, subset, view, truth: labels },
    attributes: attributesOf(clip),
    frames: Object.fromEntries(Object.entries(prediction).map(([id, { mean }]) => [id, [mean]])),
  };
}

function provenanceOf(
  record: VolumeRun,
  epoch: number,
  weights: WeightType,
): Record<string, string> {
  const { config, sets, architecture } = record;
  const { inputSize } = architecture;
  return {
    Command: record.command,
    Trained: record.startedAt,
    Commit: record.commit || 'unknown',
    ...Object.fromEntries(
      sets.map(({ source, split, fingerprint }) => [
        `Data: ${source}`,
        `${split.train.length} training, ${split.validation.length} validation, ${split.test.length} test patients (SHA-256 ${fingerprint})`,
      ]),
    ),
    Network: `${architectureTitle(architecture)}, ${inputSize} x ${inputSize}`,
    Weights: `moving average after ${100 * epoch} steps, best on validation, ${weights}`,
    Seed: String(config.seed),
  };
}

function predictionTable(clips: readonly PredictedVolumes[], tasks: readonly VolumeTask[]): string {
  const header = ['PatientID', 'ClipID', 'side', 'frames'].concat(
    tasks.flatMap(({ id }) => [id, `${id} predicted`]),
  );
  const rows = clips.map(({ clip, subset, prediction }) => [
    clip.patientId,
    clip.clipId,
    subset,
    clip.images.frameCount,
    ...tasks.flatMap(({ id }) => [
      clip.labels[id] ?? '',
      prediction[id]?.mean.toPrecision(6) ?? '',
    ]),
  ]);
  return stringify([header, ...rows]);
}

function heldText({ intervals }: VolumeEvaluation, id: string): string {
  const all = intervals[id]?.coverage.all;
  return all ? `; the 90 % interval holds ${all.held} of ${all.clips}` : '';
}
