import { realWhereAny } from '../../data/real-where-any';
import { BatchReader } from '../train/batch-reader';
import type { TrainingOutcome } from '../train/config';
import { inBatches } from '../train/draw-frames';
import { restoreProgress } from '../train/progress';
import { runEpochs } from '../train/run-epochs';
import { learningRateAt } from '../train/schedule';
import type { RunFolder } from '../run-folder';
import type { AveragedTrainer } from './averaged-trainer';
import type { SegmentationConfig, SegmentationSet } from './config';
import { drawStructureEpoch, type FramesOfSets, type LabelledFrame } from './draw-structures';
import type { StructureBatch, StructureContract, StructureDraw } from './read-structure-batch';

/** Steps between two measurements of the validation patients. */
export const stepsPerEpoch = 100;

/** Share of the steps in which the learning rate rises. */
const warmUpShare = 0.1;

/** Gathers the losses of a validation. */
export interface LossGatherer<Batch> {
  /** @param logits by the averaged weights, row-major */
  add(logits: Float32Array, batch: Batch): void;
  /** By what was measured. */
  readonly losses: Record<string, number>;
}

type CommonContract = Omit<StructureContract, 'structures'>;

/** A run on labelled frames that is measured in steps, whatever its network learns. */
export interface SteppedRun<
  Frame extends LabelledFrame,
  Batch extends StructureBatch,
  Contract extends StructureContract,
> {
  readonly run: RunFolder;
  /** Disposed at the end. */
  readonly trainer: AveragedTrainer<Batch>;
  readonly config: SegmentationConfig;
  readonly sets: readonly SegmentationSet[];
  readonly frames: FramesOfSets<Frame>;
  /** Structures or chambers, in the order of the network's outputs. */
  readonly outputs: readonly string[];
  /** Module of the threads that read batches. */
  readonly batchWorker: URL;
  /** What the worker needs beside sizes, sets and flips. */
  readonly contract: Omit<Contract, keyof CommonContract> & Pick<StructureContract, 'structures'>;
  readonly gatherLosses: () => LossGatherer<Batch>;
  readonly shouldStop?: () => boolean;
}

/**
 * Trains the steps that are left; best.weights are those of the moving average that is best on the
 * validation patients, real ones where there are any.
 *
 * @throws {UserError} when checkpoint or `init` belong to another network, or the loss is no number
 */
export async function trainInSteps<
  Frame extends LabelledFrame,
  Batch extends StructureBatch,
  Contract extends StructureContract,
>({
  run,
  trainer,
  config,
  sets,
  frames,
  outputs,
  batchWorker,
  contract,
  gatherLosses,
  shouldStop,
}: SteppedRun<Frame, Batch, Contract>): Promise<TrainingOutcome> {
  sets.forEach(({ source, split }, set) => {
    run.log(
      `${source}: ${split.train.length} training patients (${frames.train[set].length} labelled frames), ${split.validation.length} validation, ${split.test.length} test`,
    );
  });
  const training = frames.train.map((own, set) => ({
    frames: own,
    share: config.sources[set].share,
  }));
  const decisive = realWhereAny(sets);
  const validation = frames.validation.flatMap((own, set) =>
    decisive.includes(sets[set]) ? own : [],
  );
  try {
    const progress = await restoreProgress(run, trainer, config.init, outputs, contract.structures);
    if (trainer.stepCount === 0) {
      trainer.startAverage();
    }
    const common: CommonContract = {
      size: config.inputSize,
      outputSize: config.inputSize / 2,
      sets,
      flipProbability: config.flipProbability,
    };
    const reader = new BatchReader<Frame & Pick<StructureDraw, 'augmentation'>, Batch>(
      batchWorker,
      { ...contract, ...common },
    );
    return await runEpochs({
      run,
      trainer,
      reader,
      progress,
      steps: config.steps,
      stepsPerEpoch,
      patience: 0,
      batchesOf: (epoch) =>
        drawStructureEpoch(training, { ...config, epoch, steps: stepsPerEpoch }),
      learningRate: (step) => learningRateAt(step, config.steps, config.learningRate, warmUpShare),
      async validate() {
        const gathered = gatherLosses();
        for await (const batch of reader.read(inBatches(validation, config.batchSize))) {
          gathered.add(await trainer.logits(batch), batch);
        }
        return gathered.losses;
      },
      shouldStop,
    });
  } finally {
    trainer.dispose();
  }
}
