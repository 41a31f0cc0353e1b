import type { Architecture, InputContract } from '@echonet/models';
import type { PatientSplit } from '../cohort/split';
import type { RunRecord } from '../run/run-folder';
import type { TrainedTask } from './standardisation';

/** What the user decides about a training run; see the command's options. */
export interface TrainingConfig {
  readonly data: string;
  readonly tasks: readonly string[];
  readonly inputSize: number;
  readonly channels: number;
  readonly width: number;
  readonly frameIntervalMs: number;
  readonly frameCount: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly framesPerClip: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly rotationDegrees: number;
  readonly brightness: number;
  readonly testShare: number;
  readonly validationShare: number;
  readonly seed: number;
}

/** run.json: the run, its decisions, and what was worked out from the data before training. */
export interface TrainingRun extends RunRecord {
  readonly config: TrainingConfig;
  readonly backend: string;
  /** SHA-256 over the content and labels of every clip. */
  readonly dataFingerprint: string;
  /** Every patient is a phantom. */
  readonly simulated: boolean;
  readonly architecture: Architecture;
  readonly input: InputContract;
  readonly tasks: readonly TrainedTask[];
  readonly split: PatientSplit;
}
