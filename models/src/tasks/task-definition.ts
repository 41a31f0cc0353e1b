import type { PixelExponent, Task, TaskCode } from '../model/manifest';

/** What a task is about, in the order of the panel; Ghorbani et al. 2020 group their results alike. */
export const taskGroups = ['function', 'structure', 'systemic', 'view'] as const;
export type TaskGroup = (typeof taskGroups)[number];

/** Everything about one task, known before any network has learned it. */
export interface TaskDefinition extends Pick<Task, 'id' | 'name' | 'kind' | 'unit' | 'code'> {
  readonly group: TaskGroup;
  /** Lowest and highest label that can be true, in `unit`; a label outside is an error in the data. */
  readonly plausible: readonly [lowest: number, highest: number];
  /**
   * Of a length in cm (1) or a volume in mL (3), which an image shows only as far as the size of its pixels
   * is known: how the value grows with that size.
   */
  readonly lengthExponent?: PixelExponent;
  /** Other units that a table of labels may use, in lower case, each with the factor to `unit`. */
  readonly otherUnits?: Readonly<Record<string, number>>;
  /** Words that a table may use for a label, in lower case. */
  readonly words?: Readonly<Record<string, number>>;
  /**
   * Classification: the decision threshold is the lowest at which no larger fraction of the negative
   * validation clips is positive; the one with the best F1 unless given.
   */
  readonly mostFalsePositives?: number;
  /** Finding Site (SCT 363698007) of reports. */
  readonly findingSite?: TaskCode;
  /** The point of the cardiac cycle that defines the quantity; no frame is claimed to be of it. */
  readonly cardiacCyclePoint?: TaskCode;
  readonly normalLimits?: NormalLimits;
  readonly evidence?: AnatomicalEvidence;
  readonly publishedResult?: PublishedResult;
}

/**
 * Normal limits of adults by Lang RM et al., Recommendations for Cardiac Chamber Quantification by
 * Echocardiography in Adults: An Update from the American Society of Echocardiography and the
 * European Association of Cardiovascular Imaging. J Am Soc Echocardiogr 2015;28:1-39. Left ventricle:
 * two-dimensional volumes and EF, biplane (EF %, volumes mL); left atrium: maximal volume, mL/m2;
 * right atrium: major axis, cm/m2, mean and twice the standard deviation (2.4 and 2.5, 0.3).
 */
export interface NormalLimits {
  readonly male: readonly [low: number, high: number];
  readonly female: readonly [low: number, high: number];
  /** The limits are per m2 of body surface area. */
  readonly isIndexed?: boolean;
}

/** The anatomy that shows the answer to a task: where its saliency should lie. */
export interface AnatomicalEvidence {
  /** For readers. */
  readonly name: string;
  /** Names of structures in prepared data that say what lies under each pixel. */
  readonly structures: readonly string[];
  /** Width of the surrounding pixels that still belong to it, as a fraction of the image's side. */
  readonly margin?: number;
  /** The finding depends on the structure alone, so that its occlusion should undo the finding. */
  readonly isOccludable?: boolean;
}

/**
 * Result on the test patients of Ghorbani, Ouyang et al., "Deep learning interpretation of
 * echocardiograms", npj Digital Medicine 3:10 (2020), in the task's unit, as printed there.
 */
export interface PublishedResult {
  readonly r2?: string;
  readonly mae?: string;
  readonly meanPredictionMae?: string;
  readonly auc?: string;
  readonly f1?: string;
}
