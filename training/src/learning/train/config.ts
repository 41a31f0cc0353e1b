import type { Architecture, InputContract } from '@echonet/models';
import type { RunRecord } from '../../data/run-record';
import type { PatientSplit } from '../../data/split/split-file';
import type { DataSource } from '../data-source';
import type { StartWeights } from '../start-weights';
import type { AugmentationKind } from './augmentation';
import type { LossSettings } from './loss';
import type { TrainedTask } from './trained-task';

/** Data whose training patients are learned from beside those of the run's own data. */
export interface FurtherSet {
  /** Kind of source, such as 'phantoms'. */
  readonly source: string;
  readonly simulated: boolean;
  readonly licence?: string;
  readonly citation?: string;
  /** SHA-256 over the images and labels. */
  readonly fingerprint: string;
  /** Pseudonyms of the training patients. */
  readonly train: readonly string[];
  /** Training patients with a label to learn from, by task. */
  readonly patientsOfTask: Readonly<Record<string, number>>;
}

/** Settings of a training run; the command's options. */
export interface TrainingConfig extends LossSettings {
  /** Prepared folder. */
  readonly data: string;
  /** Split file: training, validation or test set of every patient. */
  readonly split: string;
  /**
   * Data to learn from beside, validated and tested on nowhere; a share is of the frames of an epoch, relative
   * to those of `data`.
   */
  readonly further?: readonly DataSource[];
  readonly tasks: readonly string[];
  readonly width: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly framesPerClip: number;
  readonly learningRate: number;
  /** L2 penalty of the kernels in the loss. */
  readonly weightDecay: number;
  /** 'rotation' in runs of earlier versions. */
  readonly augmentation?: AugmentationKind;
  readonly rotationDegrees: number;
  readonly brightness: number;
  /** Weights both classes of a classification equally in the loss. */
  readonly balanceClasses: boolean;
  /**
   * Lengths and volumes are learned in pixels where the scale of most images is known; false in runs of
   * earlier versions.
   */
  readonly physicalScale?: boolean;
  /** Epochs without a lower validation loss after which training stops; 0: never. */
  readonly patience: number;
  /** Folder of a run or model with the initial weights. */
  readonly init?: string;
  /** Learning rate of the first layer as a share of the last one's, 0..1; 1 unless given. */
  readonly earlyRate?: number;
  /** The moving average of the weights is kept; false in runs of earlier versions. */
  readonly averageWeights?: boolean;
  readonly seed: number;
}

/** Content of run.json: settings, and what was computed from the training set before training. */
export interface TrainingRun extends RunRecord {
  readonly config: TrainingConfig;
  readonly backend: string;
  /** Threads of the backend where the user set them. */
  readonly threads?: number;
  /** SHA-256 over the images and labels of every clip. */
  readonly dataFingerprint: string;
  /** All patients are phantoms. */
  readonly simulated: boolean;
  /** Kind of source, such as 'camus', and the terms of its data; absent in runs of earlier versions. */
  readonly dataSource?: {
    readonly source: string;
    readonly licence?: string;
    readonly citation?: string;
  };
  /** In the order of the config's. */
  readonly further?: readonly FurtherSet[];
  /** Of `init`. */
  readonly startWeights?: StartWeights;
  readonly architecture: Architecture;
  readonly input: InputContract;
  readonly tasks: readonly TrainedTask[];
  readonly split: PatientSplit;
}

export interface TrainingOutcome {
  /** False when the user stopped the run. */
  readonly finished: boolean;
  /** Lowest validation loss, summed over the tasks. */
  readonly bestLoss: number;
  /** Epoch of `bestLoss`, from 1; 0 before the first epoch ends. */
  readonly bestEpoch: number;
}

/** File with the outcome of a finished run. */
export const outcomeFileName = 'outcome.json';
