import { type ContourMeasure, poolMeasures } from '@echonet/models';
import type { QualityGrade } from '@echonet/models/measures';
import type { Patient } from '../clips/patient';
import { severityOf, type GradedMeasure } from '../contours/severity';
import type { ReportedResult } from './report';

/**
 * Series Description (LO, 64 characters) of reports that no reader has accepted. A summary follows it: the
 * description is what every archive returns for a search of series, so that a study list can tell without
 * opening reports what was found.
 */
export const automaticSeries = 'EchoNet read automatically';

/** Ends the Series Description of a reader's report, and of one with values that the reader accepted. */
export const resultsSuffix = 'results';
export const acceptedSuffix = 'results accepted';

/** A Series Description of at most 64 characters, of which the suffix is whole. */
export function withSuffix(description: string, suffix: string): string {
  return `${description.slice(0, 63 - suffix.length).trimEnd()} ${suffix}`;
}

/** Series Descriptions of the other objects of an automatic reading. */
export const automaticPdfSeries = `${automaticSeries}: PDF`;
export const automaticCaptureSeries = `${automaticSeries}: contours`;

const attention = 'check';

export interface AutomaticFindings {
  /** Of each clip. */
  readonly measures: readonly (readonly ContourMeasure[])[];
  /** Quality of the contours, of the clips that have some. */
  readonly grades: readonly QualityGrade[];
  /** Whether anybody evaluated the network that drew the contours. */
  readonly areContoursEvaluated: boolean;
  /** Of all clips. */
  readonly results: readonly (Pick<ReportedResult, 'task' | 'value' | 'interval90' | 'positive'> & {
    readonly isEvaluated: boolean;
  })[];
  readonly a4cCount: number;
  readonly patient: Patient;
}

/** 'EchoNet read automatically: EF 38 % (30-46), 2 A4C, check'. */
export function automaticDescription(findings: AutomaticFindings): string {
  const ef = ejectionFraction(findings);
  const parts = [
    ...(ef ? [`EF ${Math.round(ef.value)} %${intervalOf(ef.interval90)}`] : []),
    `${findings.a4cCount} A4C`,
    ...(needsAttention(findings) ? [attention] : []),
  ];
  return `${automaticSeries}: ${parts.join(', ')}`;
}

export interface AutomaticSummary {
  /** Such as 'EF 38 % (30-46), 2 A4C'; empty in reports of versions without a summary. */
  readonly findings: string;
  /** Something is abnormal, or the contours are of poor quality. */
  readonly needsAttention: boolean;
}

/** @returns undefined for the description of any other series */
export function readAutomaticDescription(description: string): AutomaticSummary | undefined {
  if (!description.startsWith(automaticSeries)) {
    return undefined;
  }
  const parts = description.slice(automaticSeries.length).replace(/^: /, '').split(', ');
  return {
    findings: parts.filter((part) => part !== attention).join(', '),
    needsAttention: parts.includes(attention),
  };
}

interface Value {
  readonly value: number;
  readonly interval90?: readonly [low: number, high: number];
}

/** Measured from contours where there are some, else predicted. */
function ejectionFraction({
  measures,
  results,
}: Pick<AutomaticFindings, 'measures' | 'results'>): Value | undefined {
  return (
    poolMeasures(measures).find(({ id }) => id === 'EF') ??
    results.find(({ task }) => task.id === 'EF')
  );
}

function intervalOf(interval90: Value['interval90']): string {
  return interval90 ? ` (${interval90.map((limit) => Math.round(limit)).join('-')})` : '';
}

/**
 * A value beyond its published limits, a finding that reaches its decision threshold, or no clip whose
 * contours are better than poor. Nothing of an imported network that nobody evaluated: limits do not judge
 * its values.
 */
function needsAttention({
  areContoursEvaluated,
  patient,
  ...findings
}: AutomaticFindings): boolean {
  const measures = areContoursEvaluated ? findings.measures : [];
  const grades = areContoursEvaluated ? findings.grades : [];
  const results = findings.results.filter(({ isEvaluated }) => isEvaluated);
  const pooled = poolMeasures(measures);
  const meanOf = (wanted: 'EDV' | 'ESV') => pooled.find(({ id }) => id === wanted)?.value;
  const isBeyond = (id: GradedMeasure, value: number | undefined) => {
    const grade = value === undefined ? undefined : severityOf(id, value, patient)?.grade;
    return grade !== undefined && grade !== 'normal';
  };
  return (
    isBeyond('EF', ejectionFraction({ measures, results })?.value) ||
    isBeyond('EDV', meanOf('EDV')) ||
    isBeyond('ESV', meanOf('ESV')) ||
    results.some(({ positive }) => positive === true) ||
    (grades.length > 0 && grades.every((grade) => grade === 'poor'))
  );
}
