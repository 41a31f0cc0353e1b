import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { inceptionResNetV1, type InputContract } from '@echonet/models';
import { describeBackend, type RunningBackend } from '../backend/backends';
import { loadCohort, type Cohort, type CohortClip, type CohortSettings } from '../cohort/cohort';
import { splitPatients } from '../cohort/split';
import { TrainableNetwork } from '../network/trainable-network';
import { ProgressBar } from '../run/progress';
import { describeRun, type RunFolder } from '../run/run-folder';
import { taskDefinitions, type TaskDefinition } from '../tasks';
import { UserError } from '../user-error';
import { drawEpoch } from './batch';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import type { TrainingConfig, TrainingRun } from './config';
import { learningRateAt } from './schedule';
import { measureGreys, standardiseTasks } from './standardisation';
import { Trainer } from './trainer';

/** PatientID of a phantom: a model that has seen no other patient says so. */
const phantomId = /^PHANTOM-/;

/** Where a run begins: a new one with its settings, or one that was broken off. */
export interface TrainSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  readonly cacheDirectory: string;
  /** Absent: go on with the run in the folder. */
  readonly config?: TrainingConfig;
  /** Asked after every step; true ends the run after saving it. */
  readonly shouldStop?: () => boolean;
}

/**
 * Trains one network on all tasks, keeps the weights that are best on the validation patients in
 * best.weights, and writes a checkpoint after each epoch and when it is told to stop.
 *
 * @returns whether the run was finished (false: stopped early, to be resumed)
 * @throws {UserError} for anything wrong with data, settings or the folder
 */
export async function train(settings: TrainSettings): Promise<boolean> {
  const { run } = settings;
  run.log(describeBackend(settings.backend));
  const { record, cohort } = settings.config
    ? await beginRun(run, settings.config, settings)
    : await continueRun(run, settings);
  const { config } = record;
  const clips = clipsOf(cohort, record);
  run.log(
    `${clips.train.length} clips to learn from, ${clips.validation.length} for validation, ${clips.test.length} held out for the test`,
  );

  const graph = inceptionResNetV1(record.architecture);
  const network = new TrainableNetwork(graph, config.seed);
  const trainer = new Trainer(network, record.tasks, record.input, config.weightDecay);
  const checkpoint = run.file('checkpoint.weights');
  let best = { loss: Infinity, epoch: 0 };
  if (existsSync(checkpoint)) {
    const state = await readCheckpoint(checkpoint, trainer.variables);
    trainer.stepCount = state['step'];
    best = { loss: state['bestLoss'] ?? Infinity, epoch: state['bestEpoch'] };
    run.log(`Going on after step ${trainer.stepCount}`);
  }
  const save = () =>
    writeCheckpoint(checkpoint, trainer.variables, {
      step: trainer.stepCount,
      bestLoss: best.loss,
      bestEpoch: best.epoch,
    });

  const batchesOf = (epoch: number) =>
    drawEpoch(clips.train, {
      ...config,
      epoch,
      limits: config,
    });
  const stepsPerEpoch = batchesOf(0).length;
  const totalSteps = stepsPerEpoch * config.epochs;
  const bar = new ProgressBar('Training', totalSteps, trainer.stepCount);
  try {
    for (
      let epoch = Math.floor(trainer.stepCount / stepsPerEpoch);
      epoch < config.epochs;
      epoch++
    ) {
      const startedAt = performance.now();
      let lossSum = 0;
      const batches = batchesOf(epoch).slice(trainer.stepCount - epoch * stepsPerEpoch);
      for (const batch of batches) {
        const rate = learningRateAt(trainer.stepCount, totalSteps, config.learningRate);
        const loss = await trainer.step(batch, rate);
        lossSum += loss;
        bar.update(trainer.stepCount, `loss ${loss.toFixed(3)}`);
        // Lets a signal in.
        await new Promise((resolve) => setImmediate(resolve));
        if (settings.shouldStop?.()) {
          await save();
          return false;
        }
      }
      const seconds = (performance.now() - startedAt) / 1000;
      const losses = await trainer.validate(clips.validation, config.batchSize);
      const loss = Object.values(losses).reduce((sum, taskLoss) => sum + taskLoss, 0);
      const isBest = loss < best.loss;
      if (isBest) {
        best = { loss, epoch: epoch + 1 };
        await writeCheckpoint(run.file('best.weights'), trainer.weights, { epoch: epoch + 1 });
      }
      await save();
      const frames = batches.reduce((sum, { length }) => sum + length, 0);
      writeHistory(run, epoch + 1, lossSum / batches.length, losses);
      run.log(
        [
          `Epoch ${epoch + 1}/${config.epochs}: training loss ${(lossSum / batches.length).toFixed(4)},`,
          `validation ${loss.toFixed(4)} (${Object.entries(losses)
            .map(([id, taskLoss]) => `${id} ${taskLoss.toFixed(3)}`)
            .join(', ')})${isBest ? ', best so far' : ''};`,
          `${(frames / seconds).toFixed(0)} frames/s`,
        ].join(' '),
      );
    }
  } finally {
    bar.stop();
    trainer.dispose();
  }
  run.log(`Best on validation: epoch ${best.epoch}, loss ${best.loss.toFixed(4)}`);
  return true;
}

/** The clips of each side of the split. */
export function clipsOf(
  cohort: Cohort,
  { split }: Pick<TrainingRun, 'split'>,
): Record<'train' | 'validation' | 'test', CohortClip[]> {
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

/** The tasks of a list of ids. @throws {UserError} when one is not known */
export function findTasks(ids: readonly string[]): TaskDefinition[] {
  return ids.map((id) => {
    const task = taskDefinitions.find((definition) => definition.id === id);
    if (!task) {
      const known = taskDefinitions.map((definition) => definition.id).join(', ');
      throw new UserError(`There is no task ${id}; the tasks are ${known}.`);
    }
    return task;
  });
}

/**
 * Reads a cohort with a bar on the terminal, and logs the clips that were refused.
 */
export async function loadCohortVisibly(
  run: RunFolder,
  settings: Omit<CohortSettings, 'onProgress'>,
): Promise<Cohort> {
  let bar: ProgressBar | undefined;
  const cohort = await loadCohort({
    ...settings,
    onProgress: (done, total) => {
      bar ??= new ProgressBar('Preparing clips', total);
      bar.update(done);
    },
  }).finally(() => bar?.stop());
  for (const { fileName, reason } of cohort.refused) {
    run.log(`Left out ${fileName}: ${reason}`);
  }
  return cohort;
}

async function beginRun(
  run: RunFolder,
  config: TrainingConfig,
  { backend, cacheDirectory }: TrainSettings,
): Promise<{ record: TrainingRun; cohort: Cohort }> {
  const tasks = findTasks(config.tasks);
  const { inputSize, channels, width, frameIntervalMs, frameCount } = config;
  const architecture = {
    name: 'inception-resnet-v1' as const,
    inputSize,
    channels,
    width,
    outputs: tasks.length,
  };
  const unscaled: InputContract = {
    size: inputSize,
    channels,
    mean: 0,
    std: 1,
    frameIntervalMs,
    frameCount,
    view: 'A4C',
  };
  const cohort = await loadCohortVisibly(run, {
    directory: config.data,
    tasks,
    input: unscaled,
    cacheDirectory,
  });
  const split = splitPatients(
    cohort.clips.map(({ patientId }) => patientId),
    config,
  );
  const training = clipsOf(cohort, { split }).train;
  const record: TrainingRun = {
    ...describeRun(),
    config,
    backend: backend.name,
    dataFingerprint: cohort.fingerprint,
    simulated: cohort.clips.every(({ patientId }) => phantomId.test(patientId)),
    architecture,
    input: { ...unscaled, ...measureGreys(training, unscaled) },
    tasks: standardiseTasks(tasks, training),
    split,
  };
  run.writeJson('run.json', record);
  return { record, cohort };
}

async function continueRun(
  run: RunFolder,
  { cacheDirectory }: TrainSettings,
): Promise<{ record: TrainingRun; cohort: Cohort }> {
  const record = run.readJson<TrainingRun>('run.json');
  const cohort = await loadCohortVisibly(run, {
    directory: record.config.data,
    tasks: findTasks(record.config.tasks),
    input: record.input,
    cacheDirectory,
  });
  if (cohort.fingerprint !== record.dataFingerprint) {
    throw new UserError(
      `The clips or labels in ${record.config.data} have changed since the run began; start a new one.`,
    );
  }
  return { record, cohort };
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
