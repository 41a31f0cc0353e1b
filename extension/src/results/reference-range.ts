import { taskDefinition, type NormalLimits } from '@echonet/models/tasks';
import type { Patient } from '../clips/patient';

export interface ReferenceRange {
  /** In the task's unit. */
  readonly low: number;
  readonly high: number;
  /** Both if the header has no sex. */
  readonly sex: 'male' | 'female' | 'both';
  /** Scaled by the patient's body surface area. */
  readonly isIndexed: boolean;
}

type Limits = NormalLimits['male'];

const adultFromYears = 18;

/**
 * Published normal range for the patient; with unknown sex the union of both ranges.
 *
 * @returns undefined if none is published, for children, and for indexed ranges without a body
 *   surface area
 */
export function referenceRange(
  taskId: string,
  { sex, ageYears, bodySurfaceArea }: Patient,
): ReferenceRange | undefined {
  const limits = taskDefinition(taskId)?.normalLimits;
  if (!limits) return undefined;
  const { male, female, isIndexed = false } = limits;
  if (ageYears !== undefined && ageYears < adultFromYears) return undefined;
  if (isIndexed && bodySurfaceArea === undefined) return undefined;
  const factor = isIndexed ? bodySurfaceArea! : 1;
  const [low, high] = sex ? { male, female }[sex] : widest(male, female);
  return { low: low * factor, high: high * factor, sex: sex ?? 'both', isIndexed };
}

function widest(a: Limits, b: Limits): Limits {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}
