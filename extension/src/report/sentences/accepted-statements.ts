import type { Task } from '@echonet/models';
import type { Patient } from '../../clips/patient';
import { isShareOfLength } from '../../contours/measured';
import { severityOfMeasured } from '../../contours/severity';
import { formatNumber, formatValue, formatWithUnit } from '../../panel/format';
import { type Mark, predictionMark, severityMark } from '../../results/mark';
import {
  isEvaluated,
  isEvaluatedOnReal,
  type Origin,
  originOf,
  originOfModel,
} from '../../results/origin';
import { originText } from '../../results/origin-text';
import { referenceRange } from '../../results/reference-range';
import { taskName, type Strings } from '../../strings';
import type { ReaderDecision } from '../decisions';
import { acceptedResults, type MeasuredClip, type MeasuredResult } from '../measured-clip';
import { commonOrigin, meansOfAccepted } from '../means-of-accepted';
import { storedResults, type Report, type ReportedResult } from '../report';

/** A result that the reader accepted, in words of their language. */
export interface AcceptedStatement {
  /** Of a measure or a task. */
  readonly id: string;
  readonly name: string;
  /** A number with its unit; of a finding the word for it. */
  readonly text: string;
  /** Limits of the 90 % interval, the unit with the second. */
  readonly interval?: readonly [low: string, high: string];
  /** Published normal limits for the patient, the unit with the second. */
  readonly limits?: readonly [low: string, high: string];
  readonly mark?: Mark;
  /** Of a finding. */
  readonly probability?: string;
  readonly cutOff?: string;
  /** By which method the value came about. */
  readonly how: string;
  /** On whom the method was trained and evaluated; absent for what a reader typed. */
  readonly origin?: string;
  readonly isSimulated: boolean;
  /** By a network, without contours. */
  readonly isPredicted: boolean;
  /** Numbers of the clips that the value is from; several for a mean. */
  readonly clips: readonly number[];
  /** Absent for a mean of accepted values. */
  readonly decision?: ReaderDecision;
}

type Basis = Pick<AcceptedStatement, 'how' | 'origin' | 'isSimulated' | 'isPredicted'>;

/**
 * What the reader accepted: means over clips first, then what was measured from the contours of each
 * clip, then predictions. What is left out of reports is left out here.
 */
export function acceptedStatements(report: Report, strings: Strings): AcceptedStatement[] {
  return [
    ...meansOfAccepted(report).map(({ id, value, interval90, parts }) => {
      const [{ measured, result }] = parts;
      const mean = { id, value, unit: result.unit, interval90, origin: commonOrigin(parts) };
      const basis = measuredBasis(strings, measured, mean);
      return {
        ...measuredNumber(strings, measured, mean, report.patient),
        ...basis,
        how: strings.reportDocument.meanOf(parts.length, basis.how),
        clips: parts.map(({ clip }) => clip.number),
      };
    }),
    ...report.measured.flatMap((clip) =>
      acceptedResults(clip).map((result) => ({
        ...measuredNumber(strings, clip, result, report.patient),
        ...measuredBasis(strings, clip, result),
        clips: [clip.number],
        decision: result.decision,
      })),
    ),
    ...acceptedPredictions(report).map((result) => predicted(report, result, strings)),
  ];
}

/** Whether the reader accepted anything that reports hold. */
export function hasAccepted(report: Report): boolean {
  return (
    acceptedPredictions(report).length > 0 ||
    report.measured.some((clip) => acceptedResults(clip).length > 0)
  );
}

/** The number of results that the reader rejected or did not decide on. */
export function notAcceptedCount(report: Report): number {
  const { results, leftOut, measured } = report;
  const predictedCount = results.filter(({ task }) => !leftOut.has(task.id)).length;
  const ofContours = measured.reduce(
    (count, clip) => count + clip.results.length - acceptedResults(clip).length,
    0,
  );
  return predictedCount - acceptedPredictions(report).length + ofContours;
}

/** Of an automatic reading, all that are stored. */
export function acceptedPredictions(report: Report): ReportedResult[] {
  return storedResults(report).filter(
    ({ decision }) => report.isAutomatic === true || decision?.decision === 'accepted',
  );
}

function measuredNumber(
  strings: Strings,
  { model }: Pick<MeasuredClip, 'model'>,
  {
    id,
    value,
    unit,
    interval90,
    origin,
  }: Pick<MeasuredResult, 'id' | 'value' | 'unit' | 'interval90' | 'origin'>,
  patient: Patient,
): Pick<AcceptedStatement, 'id' | 'name' | 'text' | 'interval' | 'limits' | 'mark'> {
  const { contours, locale } = strings;
  const whole = (number: number) => formatNumber(number, 0, locale);
  const range = ([low, high]: readonly [number, number]) =>
    [whole(low), `${whole(high)} ${unit}`] as const;
  const severity = severityOfMeasured(
    { id, value, unit, ...(origin === 'typed' && { typed: true }) },
    originOfModel(model),
    patient,
  );
  return {
    id,
    name: contours.measures[id],
    text: `${whole(value)} ${unit}${isShareOfLength({ id, unit }) ? ` ${contours.ofLength}` : ''}`,
    ...(interval90 && { interval: range(interval90) }),
    ...(severity && {
      limits: range(severity.normal),
      mark: severityMark(strings, value, severity),
    }),
  };
}

function measuredBasis(
  strings: Strings,
  { model }: Pick<MeasuredClip, 'model'>,
  { origin }: Pick<MeasuredResult, 'origin'>,
): Basis {
  const { report, reportDocument } = strings;
  if (origin === 'typed') {
    return { how: report.origins.typed, isSimulated: false, isPredicted: false };
  }
  return {
    how: origin === 'contours' ? reportDocument.measured : report.origins[origin],
    isPredicted: false,
    ...originWords(strings, originOfModel(model)),
  };
}

function originWords(strings: Strings, origin: Origin): Pick<Basis, 'origin' | 'isSimulated'> {
  return { origin: originText(strings, origin), isSimulated: !isEvaluatedOnReal(origin) };
}

function predicted(
  { manifest, patient }: Report,
  { task, value, interval90, positive, decision, isDemonstration, ofClips }: ReportedResult,
  strings: Strings,
): AcceptedStatement {
  const { locale, reportDocument } = strings;
  const origin = originOf(manifest, task.id);
  const isJudged = !isDemonstration && isEvaluated(origin);
  const mark = predictionMark(strings, task, { mean: value, positive }, patient, isJudged);
  const isFinding = positive !== undefined && mark !== undefined;
  const limits =
    isJudged && task.kind === 'regression' ? referenceRange(task.id, patient) : undefined;
  return {
    id: task.id,
    name: taskName(strings, task),
    text: isFinding ? mark.word : formatWithUnit(task, value, locale),
    ...(interval90 && { interval: rangeOf(task, interval90, locale) }),
    ...(limits && { limits: rangeOf(task, [limits.low, limits.high], locale) }),
    mark,
    ...(isFinding && {
      probability: formatValue(task, value, locale),
      ...(task.decisionThreshold !== undefined && {
        cutOff: formatValue(task, task.decisionThreshold, locale),
      }),
    }),
    how:
      ofClips.length > 1
        ? reportDocument.meanOf(ofClips.length, reportDocument.predicted)
        : reportDocument.predicted,
    isPredicted: true,
    ...originWords(strings, origin),
    clips: ofClips,
    decision,
  };
}

function rangeOf(
  task: Task,
  [low, high]: readonly [number, number],
  locale: string,
): readonly [string, string] {
  return [formatValue(task, low, locale), formatWithUnit(task, high, locale)];
}
