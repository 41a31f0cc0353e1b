import type { OcclusionFill } from '../structures/occlude';

/** What is known of a patient or a machine, for the subgroups. */
export interface ClipAttributes {
  readonly sex?: 'M' | 'F';
  /** Years. */
  readonly age?: number;
  /** kg/m2. */
  readonly bmi?: number;
  readonly manufacturer?: string;
}

/** A clip that the model has not learned from, and what the model said about it. */
export interface ReportClip {
  readonly patientId: string;
  readonly clipId: string;
  /** Thresholds are chosen on the validation subset; all results are of the test subset. */
  readonly subset: 'validation' | 'test';
  /** e.g. "A4C". */
  readonly view: string;
  readonly attributes: ClipAttributes;
  /** By task id, in the task's unit, 0 or 1 for a class; absent where it is unknown. */
  readonly truth: Readonly<Record<string, number>>;
  /** By task id: the prediction of every sampled frame in order, in the unit or as probability. */
  readonly frames: Readonly<Record<string, readonly number[]>>;
}

/** A task of the model. */
export interface ReportTask {
  readonly id: string;
  readonly name: string;
  readonly kind: 'regression' | 'classification';
  /** Empty for a class. */
  readonly unit: string;
  /** Regression: mean of the training labels, which the mean-prediction error is of. */
  readonly trainingMean?: number;
}

/** Other models on the same clips, e.g. single-task runs beside a multi-task run. */
export interface ComparedModel {
  readonly name: string;
  readonly clips: readonly ReportClip[];
}

/** One frame, with what the model looked at. PNG files. */
export interface SaliencyExample {
  readonly taskId: string;
  readonly caption: string;
  readonly input: Uint8Array;
  readonly map: Uint8Array;
  readonly overlap: Uint8Array;
}

/** How much of a clip's saliency lies on the structure that its task is seen on. */
export interface StructureSaliency {
  readonly taskId: string;
  readonly structure: string;
  readonly patientId: string;
  /** Share of the saliency, 0..1; NaN of an empty map. */
  readonly inside: number;
  /** Share of the scanning sector that the structure takes, 0..1. */
  readonly area: number;
}

/** The probability of a clip with the finding, as it is and with parts of every frame hidden. */
export interface OccludedClip {
  readonly taskId: string;
  readonly structure: string;
  readonly patientId: string;
  readonly shown: number;
  /** With the structure hidden. */
  readonly hidden: Readonly<Record<OcclusionFill, number>>;
  /** With a region of the same shape hidden elsewhere. */
  readonly elsewhere: Readonly<Record<OcclusionFill, number>>;
}

/** All that a report is made of. */
export interface ReportData {
  readonly title: string;
  /** Whether the clips are simulated, so that the numbers say nothing about patients. */
  readonly simulated: boolean;
  readonly intendedUse: string;
  /** Shown as a table: data, commit, seed, date, command and the like. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly tasks: readonly ReportTask[];
  readonly clips: readonly ReportClip[];
  readonly comparedTo?: readonly ComparedModel[];
  readonly saliency?: readonly SaliencyExample[];
  /** Of test clips, where the data say what lies under each pixel. */
  readonly structureSaliency?: readonly StructureSaliency[];
  /** Of test clips that have the finding. */
  readonly occluded?: readonly OccludedClip[];
  /** The bootstrap's. */
  readonly seed: number;
  /** Of the bootstrap; 1000 where it is not given. */
  readonly resamples?: number;
}
