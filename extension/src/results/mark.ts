import type { ClipTaskPrediction, Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';
import type { Patient } from '../clips/patient';
import type { Measured } from '../contours/measured';
import {
  type GradedMeasure,
  type Severity,
  severityOf,
  severityOfMeasured,
} from '../contours/severity';
import { formatNumber, formatValue } from '../panel/format';
import type { Strings } from '../strings';
import type { Origin } from './origin';
import { referenceRange } from './reference-range';

/** How far from normal: named by its colour's rule in results.css. */
type MarkLevel = 'normal' | 'mild' | 'moderate' | 'severe';

/** Sign and word beside a value, so that abnormal looks abnormal without its colour. */
export interface Mark {
  readonly level: MarkLevel;
  /** Empty for what is normal; not read aloud. */
  readonly sign: string;
  readonly word: string;
  /** In place of the word where there is room for a sentence. */
  readonly inFull?: string;
  /** Limits and their source. */
  readonly hint?: string;
}

/**
 * A value against the limits of Lang et al. 2015; undefined where there are none for the patient. Where the
 * grade depends on a sex that the header does not say, it is marked as open: it may be abnormal.
 */
export function severityMark(
  strings: Strings,
  value: number,
  severity: Severity | undefined,
): Mark | undefined {
  if (!severity) {
    return undefined;
  }
  const { contours } = strings;
  const { grade, bySex, normal } = severity;
  const hint = severityHint(strings, severity);
  const isBelow = (limits: Severity['normal']) => Math.round(value) < limits[0];
  if (grade) {
    const level = grade === 'low' || grade === 'high' ? 'mild' : grade;
    const word = contours.severity(grade, isBelow(normal));
    return { level, sign: signOf(level, isBelow(normal)), word, hint };
  }
  if (!bySex) {
    return undefined;
  }
  const [forMen, forWomen] = [bySex.male, bySex.female].map((of) =>
    contours.severity(of.grade, isBelow(of.normal)),
  );
  const inFull = contours.bySex(forMen, forWomen);
  return { level: 'mild', sign: '?', word: contours.dependsOnSex, inFull, hint };
}

/** A measured value; undefined where there are no limits for it, or it is not to be judged. */
export function measureMark(
  strings: Strings,
  measured: Pick<Measured, 'id' | 'value' | 'unit' | 'typed'>,
  origin: Origin,
  patient: Patient,
): Mark | undefined {
  return severityMark(strings, measured.value, severityOfMeasured(measured, origin, patient));
}

/** The limits that a grade is from, and whose they are. */
export function severityHint(
  { contours, results, locale }: Strings,
  { grade, normal, sex }: Severity,
): string {
  const [low, high] = normal.map((limit) => formatNumber(limit, 0, locale));
  return [
    results.reference(low, high),
    results.referenceOf[sex],
    ...(grade ? [] : [contours.sexUnknown]),
    contours.biplane,
    results.referenceSource,
  ].join('; ');
}

/**
 * A prediction against published limits or its cut-off; undefined where there is neither.
 *
 * @param isJudged whether limits of normal may judge it: not a demonstration, nor an imported network that
 *   nobody evaluated here
 */
export function predictionMark(
  strings: Strings,
  task: Task,
  prediction: Pick<ClipTaskPrediction, 'mean' | 'positive'>,
  patient: Patient,
  isJudged: boolean,
): Mark | undefined {
  // Age, sex and the like are neither normal nor abnormal.
  if (taskDefinition(task.id)?.group === 'systemic') {
    return undefined;
  }
  if (task.kind === 'classification') {
    return findingMark(strings, prediction);
  }
  if (!isJudged) {
    return undefined;
  }
  const { mean } = prediction;
  if (isGradedVolume(task.id)) {
    return severityMark(strings, mean, severityOf(task.id, mean, patient));
  }
  if (task.id === 'LAVolume' && patient.bodySurfaceArea !== undefined) {
    const index = mean / patient.bodySurfaceArea;
    return severityMark(strings, index, severityOf('LAIndex', index, patient));
  }
  return rangeMark(strings, task, mean, patient);
}

function isGradedVolume(id: string): id is Exclude<GradedMeasure, 'LAIndex'> {
  return id === 'EF' || id === 'EDV' || id === 'ESV';
}

/** Present, or barely: a cut-off can lie below a probability of one half. */
function findingMark(
  { results }: Strings,
  { mean, positive }: Pick<ClipTaskPrediction, 'mean' | 'positive'>,
): Mark | undefined {
  if (positive === undefined) {
    return undefined;
  }
  if (!positive) {
    return { level: 'normal', sign: '', word: results.notDetected };
  }
  return mean >= 0.5
    ? { level: 'severe', sign: '●', word: results.detected }
    : { level: 'mild', sign: '◐', word: results.possible };
}

function rangeMark(
  strings: Strings,
  task: Task,
  value: number,
  patient: Patient,
): Mark | undefined {
  const range = referenceRange(task.id, patient);
  if (!range) {
    return undefined;
  }
  const { results, locale } = strings;
  const [low, high] = [range.low, range.high].map((limit) => formatValue(task, limit, locale));
  const hint = [
    results.reference(low, high),
    results.referenceOf[range.sex],
    ...(range.isIndexed ? [results.indexed] : []),
    results.referenceSource,
  ].join('; ');
  // As shown, so that no value is both equal to a limit and beyond it.
  const shown = Number(formatValue(task, value));
  if (shown < Number(formatValue(task, range.low))) {
    return { level: 'mild', sign: signOf('mild', true), word: results.belowNormal, hint };
  }
  if (shown > Number(formatValue(task, range.high))) {
    return { level: 'mild', sign: signOf('mild', false), word: results.aboveNormal, hint };
  }
  return { level: 'normal', sign: '', word: results.normal, hint };
}

function signOf(level: MarkLevel, isBelow: boolean): string {
  const count = { normal: 0, mild: 1, moderate: 2, severe: 3 }[level];
  return (isBelow ? '▼' : '▲').repeat(count);
}
