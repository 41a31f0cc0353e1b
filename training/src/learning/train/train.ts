import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { buildGraph, type InputContract } from '@echonet/models';
import { ProgressBar, UserError } from '@echonet/command-line';
import { describeBackend, type RunningBackend } from '../backends/backends';
import { TrainableNetwork } from '../network/trainable-network';
import { openPrepared, type Cohort, type CohortClip } from '../../data/prepared/open-prepared';
import { describeRun, type RunFolder } from '../run-folder';
import { readSplit, type PatientSplit } from '../../data/split/split-file';
import { findTasks, purposeOf } from '../find-tasks';
import { BatchReader } from './batch-reader';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import {
  outcomeFileName,
  type TrainingConfig,
  type TrainingOutcome,
  type TrainingRun,
} from './config';
import { drawEpoch, evenFrames } from './draw-frames';
import { initialiseFrom } from './initial-weights-from';
import { learningRateAt } from './schedule';
import { measureGreyValues, standardiseTasks } from './standardisation';
import { Trainer } from './trainer';

/** Frames of each validation clip that are looked at after an epoch. */
const validationFrames = 5;

/** Where a run begins: a new one with its settings, or one that was broken off. */
export interface TrainSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  /** Absent: go on with the run in the folder. */
  readonly config?: TrainingConfig;
  /** Asked after every step; true ends the run after saving it. */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains one network on all tasks, keeps the weights that are best on the validation patients in
 * best.weights, and writes a checkpoint after each epoch and when it is told to stop.
 *
 * @throws {UserError} for anything wrong with data, settings or the folder
 */
export async function train(settings: TrainSettings): Promise<TrainingOutcome> {
  const { run } = settings;
  run.log(describeBackend(settings.backend));
  const { record, cohort } = settings.config
    ? beginRun(run, settings.config, settings.backend)
    : continueRun(run);
  const { config } = record;
  const clips = clipsOf(cohort, record);
  run.log(
    `${clips.train.length} clips to learn from, ${clips.validation.length} for validation, ${clips.test.length} held out for the test`,
  );

  const network = new TrainableNetwork(buildGraph(record.architecture), config.seed);
  const trainer = new Trainer(network, record.tasks, record.input, config);
  const checkpoint = run.file('checkpoint.weights');
  let best = { loss: Infinity, epoch: 0 };
  // Of the steps of the epoch that is under way.
  let lossSum = 0;
  if (existsSync(checkpoint)) {
    const state = await readCheckpoint(checkpoint, trainer.variables);
    trainer.stepCount = state['step'];
    best = { loss: state['bestLoss'] ?? Infinity, epoch: state['bestEpoch'] };
    lossSum = state['lossSum'];
    run.log(`Going on after step ${trainer.stepCount}`);
  } else if (config.init) {
    const { copied, all } = await initialiseFrom(config.init, network);
    run.log(`${copied} of ${all} weights begin as in ${config.init}`);
  }
  const save = () =>
    writeCheckpoint(checkpoint, trainer.variables, {
      step: trainer.stepCount,
      bestLoss: best.loss,
      bestEpoch: best.epoch,
      lossSum,
    });
  const outcome = (finished: boolean) => ({
    finished,
    bestLoss: best.loss,
    bestEpoch: best.epoch,
  });

  const batchesOf = (epoch: number) => drawEpoch(clips.train, { ...config, epoch, limits: config });
  const stepsPerEpoch = batchesOf(0).length;
  const totalSteps = stepsPerEpoch * config.epochs;
  const bar = new ProgressBar('Training', totalSteps, trainer.stepCount);
  const reader = new BatchReader({ input: record.input, tasks: record.tasks });
  const validation = evenFrames(clips.validation, validationFrames);
  const clipOfRow = validation.map(({ clip }) => clips.validation.indexOf(clip));
  const ranOut = (epoch: number) =>
    config.patience > 0 && best.epoch > 0 && epoch >= best.epoch + config.patience;
  try {
    for (
      let epoch = Math.floor(trainer.stepCount / stepsPerEpoch);
      epoch < config.epochs && !ranOut(epoch);
      epoch++
    ) {
      const startedAt = performance.now();
      const waitedBefore = reader.waitedMs;
      let frames = 0;
      const draws = batchesOf(epoch).slice(trainer.stepCount - epoch * stepsPerEpoch);
      for await (const batch of reader.read(draws)) {
        const rate = learningRateAt(trainer.stepCount, totalSteps, config.learningRate);
        const loss = await trainer.step(batch, rate);
        lossSum += loss;
        frames += batch.draws;
        bar.update(trainer.stepCount, `loss ${loss.toFixed(3)}`);
        // Lets a signal in.
        await new Promise((resolve) => setImmediate(resolve));
        if (settings.shouldStop?.()) {
          await save();
          return outcome(false);
        }
      }
      const seconds = (performance.now() - startedAt) / 1000;
      const waited = (reader.waitedMs - waitedBefore) / 1000 / seconds;
      const trainingLoss = lossSum / stepsPerEpoch;
      lossSum = 0;
      const losses = await trainer.validate(
        reader.read(inBatches(validation, config.batchSize)),
        clipOfRow,
      );
      const loss = Object.values(losses).reduce((sum, taskLoss) => sum + taskLoss, 0);
      const isBest = loss < best.loss;
      if (isBest) {
        best = { loss, epoch: epoch + 1 };
        await writeCheckpoint(run.file('best.weights'), trainer.weights, { epoch: epoch + 1 });
      }
      await save();
      writeHistory(run, epoch + 1, trainingLoss, losses);
      run.log(
        [
          `Epoch ${epoch + 1}/${config.epochs}: training loss ${trainingLoss.toFixed(4)},`,
          `validation ${loss.toFixed(4)} (${Object.entries(losses)
            .map(([id, taskLoss]) => `${id} ${taskLoss.toFixed(3)}`)
            .join(', ')})${isBest ? ', best so far' : ''};`,
          `${Number((frames / seconds).toPrecision(3))} frames/s, ${(100 * waited).toFixed(1)} % of the time spent waiting for images`,
        ].join(' '),
      );
      if (ranOut(epoch + 1)) {
        run.log(`No better loss for ${config.patience} epochs: ending here.`);
      }
    }
  } finally {
    bar.stop();
    trainer.dispose();
    await reader.close();
  }
  run.log(`Best on validation: epoch ${best.epoch}, loss ${best.loss.toFixed(4)}`);
  run.writeJson(outcomeFileName, outcome(true));
  return outcome(true);
}

/** The clips of each side of the split. */
export function clipsOf(
  cohort: Pick<Cohort, 'clips'>,
  { split }: { readonly split: PatientSplit },
): Record<keyof PatientSplit, CohortClip[]> {
  const side = (patients: readonly string[]) => {
    const members = new Set(patients);
    return cohort.clips.filter(({ patientId }) => members.has(patientId));
  };
  return {
    train: side(split.train),
    validation: side(split.validation),
    test: side(split.test),
  };
}

/**
 * The data that a run was trained with.
 *
 * @throws {UserError} when they are gone or have changed
 */
export function openDataOf({ config, dataFingerprint }: TrainingRun): Cohort {
  const cohort = openPrepared(config.data);
  if (cohort.fingerprint !== dataFingerprint) {
    throw new UserError(
      `The clips or labels in ${config.data} have changed since the run began; start a new one.`,
    );
  }
  return cohort;
}

function beginRun(
  run: RunFolder,
  config: TrainingConfig,
  backend: RunningBackend,
): { record: TrainingRun; cohort: Cohort } {
  const cohort = openPrepared(config.data);
  const { size, channels, frameIntervalMs, frameCount } = cohort.index.input;
  const tasks = findTasks(config.tasks);
  const split = readSplit(config.split, cohort.clips);
  const training = clipsOf(cohort, { split }).train;
  const input: InputContract = {
    size,
    channels,
    frameIntervalMs,
    frameCount,
    view: purposeOf(config.tasks) === 'view' ? 'any' : 'A4C',
    ...measureGreyValues(training, { size, channels }),
  };
  const record: TrainingRun = {
    ...describeRun(),
    config,
    backend: backend.name,
    dataFingerprint: cohort.fingerprint,
    simulated: cohort.index.simulated,
    architecture: {
      name: 'inception-resnet-v1',
      inputSize: size,
      channels,
      width: config.width,
      outputs: tasks.length,
    },
    input,
    tasks: standardiseTasks(tasks, training, config.balanceClasses),
    split,
  };
  run.writeJson('run.json', record);
  return { record, cohort };
}

function continueRun(run: RunFolder): { record: TrainingRun; cohort: Cohort } {
  const record = run.readJson<TrainingRun>('run.json');
  return { record, cohort: openDataOf(record) };
}

function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function writeHistory(
  run: RunFolder,
  epoch: number,
  trainingLoss: number,
  losses: Record<string, number>,
): void {
  const file = run.file('history.csv');
  if (!existsSync(file)) {
    writeFileSync(file, `epoch,training,${Object.keys(losses).join(',')}\n`);
  }
  appendFileSync(file, `${[epoch, trainingLoss, ...Object.values(losses)].join(',')}\n`);
}
