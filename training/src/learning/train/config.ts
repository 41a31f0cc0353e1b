import type { Architecture, InputContract } from '@echonet/models';
import type { RunRecord } from '../../data/run-record';
import type { PatientSplit } from '../../data/split/split-file';
import type { LossSettings } from './loss';
import type { TrainedTask } from './trained-task';

/** What the user decides about a training run; see the command's options. */
export interface TrainingConfig extends LossSettings {
  /** Prepared folder. */
  readonly data: string;
  /** Table with the side of every patient. */
  readonly split: string;
  readonly tasks: readonly string[];
  readonly width: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly framesPerClip: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly rotationDegrees: number;
  readonly brightness: number;
  /** Both classes of a classification count the same. */
  readonly balanceClasses: boolean;
  /** Epochs without a better validation loss before training ends; 0: never. */
  readonly patience: number;
  /** Run or model folder whose weights are begun with. */
  readonly init?: string;
  readonly seed: number;
}

/** run.json: the run, its decisions, and what was worked out from the data before training. */
export interface TrainingRun extends RunRecord {
  readonly config: TrainingConfig;
  readonly backend: string;
  /** SHA-256 over the images and labels of every clip. */
  readonly dataFingerprint: string;
  /** Every patient is a phantom. */
  readonly simulated: boolean;
  readonly architecture: Architecture;
  readonly input: InputContract;
  readonly tasks: readonly TrainedTask[];
  readonly split: PatientSplit;
}

/** What became of a run. */
export interface TrainingOutcome {
  /** False: stopped early by the user, to be resumed. */
  readonly finished: boolean;
  /** Sum of the tasks' losses on the validation patients, at its best. */
  readonly bestLoss: number;
  /** Epoch of that, from 1; 0 where no epoch was finished. */
  readonly bestEpoch: number;
}

/** Name of the file with the outcome that a finished run has. */
export const outcomeFileName = 'outcome.json';
