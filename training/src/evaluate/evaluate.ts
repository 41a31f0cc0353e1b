import * as tf from '@tensorflow/tfjs-core';
import { stringify } from 'csv-stringify/sync';
import {
  createTensorNetwork,
  decodeWeights,
  inceptionResNetV1,
  valueOfLogit,
  type Network,
} from '@echonet/models';
import { describeBackend, type RunningBackend } from '../backend/backends';
import { encodeWeights, type WeightType } from '../export/weights';
import type { CohortClip } from '../prepared/open-prepared';
import { TrainableNetwork } from '../network/trainable-network';
import { ProgressBar } from '../run/progress';
import type { RunFolder } from '../run/run-folder';
import { readCheckpoint } from '../train/checkpoint';
import type { TrainingRun } from '../train/config';
import { evenFrames } from '../train/draw-frames';
import { readGreys } from '../train/read-batch';
import { clipsOf, openDataOf } from '../train/train';
import { assessTask, type TaskAssessment } from './assess-task';
import { mean } from '../statistics/summary';
import { mostDriftOfFloat16, weightDrift } from './weight-drift';

/** What a clip was predicted to be. */
export interface ClipEvaluation {
  readonly clip: CohortClip;
  readonly side: 'validation' | 'test';
  /** By task id: mean over the frames, in the task's unit or as a probability. */
  readonly predicted: Readonly<Record<string, number>>;
}

/** metrics.json. */
export interface Evaluation {
  /** How the kernels of the evaluated network were rounded, as they will be exported. */
  readonly weights: WeightType;
  readonly backend: string;
  readonly dataFingerprint: string;
  /** Epoch whose weights were best on validation. */
  readonly epoch: number;
  readonly patients: { readonly train: number; readonly validation: number; readonly test: number };
  readonly clips: { readonly validation: number; readonly test: number };
  /**
   * How far the rounding of the kernels moves the predictions of the test clips, by task: see
   * weightDrift. Tasks whose labels do not vary are left out.
   */
  readonly drift: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, TaskAssessment>>;
}

/** Settings of {@link evaluate}. */
export interface EvaluateSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  readonly weights: WeightType;
}

/**
 * Predicts every validation and test clip with the inference engine of @echonet/models on the
 * weights as they will be exported, chooses thresholds and interval widths on the validation
 * patients, measures on the test patients, and writes metrics.json and predictions.csv.
 *
 * @throws {UserError} when the run has no weights yet or its data has changed
 */
export async function evaluate(settings: EvaluateSettings): Promise<Evaluation> {
  const { run, backend, weights } = settings;
  run.log(describeBackend(backend));
  const record = run.readJson<TrainingRun>('run.json');
  const { split } = record;
  const cohort = openDataOf(record);
  const { network, epoch } = await openNetwork(run, record, weights);
  const clips = clipsOf(cohort, record);
  const total = clips.validation.length + clips.test.length;
  const bar = new ProgressBar('Evaluating', total);
  const evaluations: ClipEvaluation[] = [];
  for (const side of ['validation', 'test'] as const) {
    for (const clip of clips[side]) {
      evaluations.push({ clip, side, predicted: await predictClip(network, clip, record) });
      bar.update(evaluations.length);
    }
  }
  bar.stop();
  network.dispose();
  const drift = await driftOf(run, record, weights, evaluations);

  const evaluation: Evaluation = {
    weights,
    backend: backend.name,
    dataFingerprint: cohort.fingerprint,
    epoch,
    patients: {
      train: split.train.length,
      validation: split.validation.length,
      test: split.test.length,
    },
    clips: { validation: clips.validation.length, test: clips.test.length },
    drift,
    tasks: Object.fromEntries(
      record.tasks.map((task) => [
        task.id,
        assessTask(task, pairsOf(task.id, 'validation'), pairsOf(task.id, 'test')),
      ]),
    ),
  };
  run.writeJson('metrics.json', evaluation);
  run.writeText('predictions.csv', predictionTable(evaluations, record));
  for (const [id, { metrics }] of Object.entries(evaluation.tasks)) {
    const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
    run.log(`${id} on ${clips.test.length} held-out clips: ${numbers.join(', ')}`);
  }
  return evaluation;

  function pairsOf(taskId: string, side: ClipEvaluation['side']) {
    const known = evaluations.filter(
      (one) => one.side === side && one.clip.labels[taskId] !== undefined,
    );
    return {
      truth: known.map(({ clip }) => clip.labels[taskId]),
      predicted: known.map(({ predicted }) => predicted[taskId]),
    };
  }
}

/** Predicts the test clips with the exact weights as well, where the evaluated ones are rounded. */
async function driftOf(
  run: RunFolder,
  record: TrainingRun,
  type: WeightType,
  evaluations: readonly ClipEvaluation[],
): Promise<Record<string, number>> {
  if (type === 'float32') return {};
  const { network } = await openNetwork(run, record, 'float32');
  const test = evaluations.filter(({ side }) => side === 'test');
  const exact: ClipEvaluation['predicted'][] = [];
  for (const { clip } of test) exact.push(await predictClip(network, clip, record));
  network.dispose();
  const drift: Record<string, number> = {};
  for (const { id } of record.tasks) {
    const known = test.flatMap(({ clip, predicted }, i) => {
      const truth = clip.labels[id];
      return truth === undefined ? [] : [{ truth, exact: exact[i][id], rounded: predicted[id] }];
    });
    const share = weightDrift(
      known.map((one) => one.exact),
      known.map((one) => one.rounded),
      known.map((one) => one.truth),
    );
    if (share === undefined) continue;
    drift[id] = share;
    run.log(`${id}: ${type} weights move it by ${(100 * share).toFixed(3)} % of its spread`);
    if (type === 'float16' && share > mostDriftOfFloat16) {
      run.log(
        `Warning: that is more than ${100 * mostDriftOfFloat16} %; export ${id} with ` +
          '--weights float32, or look at its weights.',
      );
    }
  }
  return drift;
}

/** The best weights of a run, rounded as they will be exported, in the inference engine. */
async function openNetwork(
  run: RunFolder,
  record: TrainingRun,
  type: WeightType,
): Promise<{ network: Network; epoch: number }> {
  const graph = inceptionResNetV1(record.architecture);
  const { weights, epoch } = await readBestWeights(run, record);
  const { specs, data } = await encodeWeights(weights, type);
  tf.dispose([...weights.values()]);
  const rounded = decodeWeights({ paths: [], weights: specs }, data);
  const network = await createTensorNetwork(graph, rounded, record.input);
  return { network, epoch };
}

/** The weights that were best on validation, by name; the caller disposes them. */
export async function readBestWeights(
  run: RunFolder,
  record: TrainingRun,
): Promise<{ weights: Map<string, tf.Tensor>; epoch: number }> {
  const graph = inceptionResNetV1(record.architecture);
  const network = new TrainableNetwork(graph, record.config.seed);
  const variables = [...network.trainable, ...network.statistics];
  const { epoch } = await readCheckpoint(run.file('best.weights'), variables);
  return { weights: new Map(network.weights), epoch };
}

/** Mean over all sampled frames of a clip. */
async function predictClip(
  network: Network,
  clip: CohortClip,
  { tasks, input }: TrainingRun,
): Promise<Record<string, number>> {
  const logits = await network.forward(
    readGreys(evenFrames([clip], clip.pictures.frameCount), input),
  );
  const frames = logits.length / tasks.length;
  return Object.fromEntries(
    tasks.map((task) => {
      const perFrame = Array.from({ length: frames }, (_, frame) =>
        valueOfLogit(task, logits[frame * tasks.length + task.outputIndex]),
      );
      return [task.id, mean(perFrame)];
    }),
  );
}

function predictionTable(evaluations: readonly ClipEvaluation[], { tasks }: TrainingRun): string {
  const header = ['PatientID', 'ClipID', 'side', 'frames'].concat(
    tasks.flatMap(({ id }) => [id, `${id} predicted`]),
  );
  const rows = evaluations.map(({ clip, side, predicted }) => [
    clip.patientId,
    clip.clipId,
    side,
    clip.pictures.frameCount,
    ...tasks.flatMap(({ id }) => [clip.labels[id] ?? '', predicted[id].toPrecision(6)]),
  ]);
  return stringify([header, ...rows]);
}
