import type { Task } from '@echonet/models';
import { formatValue, formatWithUnit } from '../../panel/format';
import { modelTitle, taskName, type Strings } from '../../strings';
import { findingText } from '../../results/finding';
import { remarksOf } from '../remarks';
import type { Report, ReportedResult, ReportedValue } from '../report';

/**
 * A report as text in the reader's language for a clinical report, without patient data. Rejected
 * results are left out, and the text says so.
 *
 * @param heading of the department, the first line
 */
export function reportText(report: Report, strings: Strings, heading: string): string {
  const { locale, report: words } = strings;
  const { manifest, modelHash, results, clips, date } = report;
  const kept = results.filter(({ decision }) => decision?.decision !== 'rejected');
  const rejected = results.length - kept.length;
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const fromVolumes = report.ejectionFractionFromVolumes;
  const ef = kept.find(({ task }) => task.id === 'EF')?.task;
  return [
    `${heading}, ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)}`,
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
  if (!interval90) return '';
  const [low, high] = interval90;
  return ` (${results.interval(formatValue(task, low, locale), formatWithUnit(task, high, locale))})`;
}
