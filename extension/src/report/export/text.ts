import type { Task } from '@echonet/models';
import { formatNumber, formatValue, formatWithUnit } from '../../panel/format';
import { modelTitle, taskName, type Strings } from '../../strings';
import { findingText } from '../../results/finding';
import { remarksOf } from '../remarks';
import type { MeasuredClip, MeasuredResult } from '../measured-clip';
import { storedResults, type Report, type ReportedResult, type ReportedValue } from '../report';
import { meansOfAccepted } from '../means-of-accepted';

/**
 * A report as text in the reader's language for a clinical report, without patient data: what was
 * measured from contours, then what was predicted. Rejected results are left out, and the text says so.
 *
 * @param heading of the department, the first line
 */
export function reportText(report: Report, strings: Strings, heading: string): string {
  const { locale, report: words } = strings;
  const { manifest, modelHash, results, clips, date } = report;
  const kept = storedResults(report);
  const rejected = [...results, ...report.measured.flatMap((clip) => clip.results)].filter(
    ({ decision }) => decision?.decision === 'rejected',
  ).length;
  const measuredLines = linesOfMeasured(report, strings);
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const fromVolumes = report.ejectionFractionFromVolumes;
  const ef = kept.find(({ task }) => task.id === 'EF')?.task;
  return [
    `${heading}, ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)}`,
    ...measuredLines,
    ...(measuredLines.length > 0 && kept.length > 0 ? [words.predicted] : []),
    ...kept.map((result) => resultLine(result, strings)),
    ...(fromVolumes && ef
      ? [
          `${strings.results.fromVolumes}: ${formatWithUnit(ef, fromVolumes.value, locale)}${inBrackets(ef, fromVolumes.interval90, strings)}`,
        ]
      : []),
    ...(rejected > 0 ? [words.leftOut(rejected)] : []),
    words.basis(strings.clipCount(clips.length), strings.frames(frameCount)),
    words.model(`${modelTitle(strings, manifest)} (${manifest.id})`, modelHash.slice(0, 12)),
    ...remarksOf(report, strings),
    '',
  ].join('\n');
}

function linesOfMeasured(report: Report, strings: Strings): string[] {
  const { report: words, contours, locale } = strings;
  const means = meansOfAccepted(report);
  const [most] = means.map(({ parts }) => parts.length).sort((a, b) => b - a);
  return [
    ...(means.length > 0 ? [words.meanOf(most)] : []),
    ...means.map(
      ({ id, value, parts: [{ result }] }) =>
        `${contours.measures[id]}: ${formatNumber(value, 0, locale)} ${result.unit}`,
    ),
    ...report.measured.flatMap((clip) => linesOfClip(clip, report.clips.length, strings)),
  ];
}

function linesOfClip(clip: MeasuredClip, clipCount: number, strings: Strings): string[] {
  const kept = clip.results.filter(({ decision }) => decision?.decision !== 'rejected');
  const name = clipCount > 1 ? strings.report.clipNumber(clip.number) : '';
  return kept.length === 0
    ? []
    : [strings.report.measuredFrom(name), ...kept.map((result) => measuredLine(result, strings))];
}

function measuredLine(
  { id, value, unit, interval90, origin, decision }: MeasuredResult,
  { contours, results, report: words, locale }: Strings,
): string {
  const whole = (number: number) => formatNumber(number, 0, locale);
  const interval = interval90
    ? ` (${results.interval(whole(interval90[0]), `${whole(interval90[1])} ${unit}`)})`
    : '';
  const marks = [
    ...(origin === 'contours' ? [] : [words.origins[origin]]),
    ...(decision?.decision === 'accepted' ? [words.decisions.accepted] : []),
  ];
  return `${contours.measures[id]}: ${whole(value)} ${unit}${interval}${marks.map((mark) => ` [${mark}]`).join('')}`;
}

function resultLine(
  { task, value, interval90, positive, decision }: ReportedResult,
  strings: Strings,
): string {
  const { locale, report: words } = strings;
  const text =
    findingText(strings, task, { mean: value, positive }) ??
    formatWithUnit(task, value, locale) + inBrackets(task, interval90, strings);
  const mark = decision?.decision === 'accepted' ? ` [${words.decisions.accepted}]` : '';
  return `${taskName(strings, task)}: ${text}${mark}`;
}

function inBrackets(
  task: Task,
  interval90: ReportedValue['interval90'],
  { locale, results }: Strings,
): string {
  if (!interval90) {
    return '';
  }
  const [low, high] = interval90;
  return ` (${results.interval(formatValue(task, low, locale), formatWithUnit(task, high, locale))})`;
}
