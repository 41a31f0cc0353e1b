import type { Coverage } from '../statistics/coverage';
import type { OcclusionFill } from '../structures/occlude';
import type { TrainingCourse } from '../training-course/training-course';

/** Attributes of patient and device that define subgroups. */
export interface ClipAttributes {
  readonly sex?: 'M' | 'F';
  /** Years. */
  readonly age?: number;
  /** kg/m2. */
  readonly bmi?: number;
  readonly manufacturer?: string;
  /** In the words of the source, e.g. Good, Medium or Poor. */
  readonly imageQuality?: string;
}

/** A calibration or test clip with labels and predictions. */
export interface ReportClip {
  readonly patientId: string;
  readonly clipId: string;
  /**
   * Thresholds and intervals are fit on the calibration clips (of the validation patients where the split
   * has no calibration set); all results are of the test set.
   */
  readonly subset: 'calibration' | 'test';
  /** e.g. "A4C". */
  readonly view: string;
  readonly attributes: ClipAttributes;
  /** Labels by task id, in the task's unit, 0 or 1 for a class; absent when unknown. */
  readonly truth: Readonly<Record<string, number>>;
  /** By task id: predictions of the sampled frames in order, in the unit or as probabilities. */
  readonly frames: Readonly<Record<string, readonly number[]>>;
}

export interface ReportTask {
  readonly id: string;
  readonly name: string;
  readonly kind: 'regression' | 'classification';
  /** Empty for a class. */
  readonly unit: string;
  /** Regression: mean of the training labels, for the mean-prediction error. */
  readonly trainingMean?: number;
  /** Classification: decision threshold; that with the best F1 on the calibration clips unless given. */
  readonly threshold?: number;
}

/** The 90 % interval of a regression and what it holds of the test clips. */
export interface ReportInterval {
  readonly halfWidth: number;
  readonly scale: 'absolute' | 'logarithmic';
  /** Mean error on the calibration clips, which the interval has removed. */
  readonly bias?: number;
  readonly coverage: {
    readonly all?: Coverage;
    /** Clips with the lowest, middle and highest third of true values. */
    readonly thirds: readonly (Coverage | null)[];
  };
}

/** Another model on the same clips, e.g. a single-task network. */
export interface ComparedModel {
  readonly name: string;
  readonly clips: readonly ReportClip[];
}

/** A frame with its saliency map, as PNG files. */
export interface SaliencyExample {
  readonly taskId: string;
  readonly caption: string;
  readonly input: Uint8Array;
  readonly map: Uint8Array;
  readonly overlap: Uint8Array;
}

/** Share of a clip's saliency on the structure of a task. */
export interface StructureSaliency {
  readonly taskId: string;
  readonly structure: string;
  readonly patientId: string;
  /** Share of the saliency on the structure, 0..1; NaN for an empty map. */
  readonly inside: number;
  /** Share of the sector's area that the structure covers, 0..1. */
  readonly area: number;
}

/** Probability of a positive clip, unchanged and with a region of every frame occluded. */
export interface OccludedClip {
  readonly taskId: string;
  readonly structure: string;
  readonly patientId: string;
  readonly unoccluded: number;
  /** With the structure occluded. */
  readonly occluded: Readonly<Record<OcclusionFill, number>>;
  /** With a region of the same shape occluded elsewhere. */
  readonly occludedElsewhere: Readonly<Record<OcclusionFill, number>>;
}

export interface ReportData {
  readonly title: string;
  /** All clips are simulated. */
  readonly simulated: boolean;
  readonly intendedUse: string;
  /** Data, commit, seed, date, command and the like, by name. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly tasks: readonly ReportTask[];
  readonly clips: readonly ReportClip[];
  /** By task id, of regressions. */
  readonly intervals?: Readonly<Record<string, ReportInterval>>;
  /** The calibration clips are those of the validation patients, who also chose the epoch. */
  readonly calibratedOnValidation?: boolean;
  /** What the losses say of the training, with its figure. */
  readonly training?: TrainingCourse;
  readonly comparedTo?: readonly ComparedModel[];
  readonly saliency?: readonly SaliencyExample[];
  /** Of test clips, for data with a structure code for every pixel. */
  readonly structureSaliency?: readonly StructureSaliency[];
  /** Of positive test clips. */
  readonly occluded?: readonly OccludedClip[];
  /** Seed of the bootstrap. */
  readonly seed: number;
  /** Resamples of the bootstrap; 1000 by default. */
  readonly resamples?: number;
}
