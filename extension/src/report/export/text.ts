import { formatValue, formatWithUnit } from '../../panel/format';
import { taskName } from '../../strings';
import type { Strings } from '../../strings';
import type { Report, ReportedResult } from '../report';

/**
 * A report as lines to paste into a finding, in the reader's language; nothing of the patient. What
 * the reader has rejected is left out, and the text says so.
 *
 * @param heading of the department, the first line
 */
export function reportText(report: Report, strings: Strings, heading: string): string {
  const { locale, report: words } = strings;
  const { manifest, modelHash, results, clips, remarks, date } = report;
  const kept = results.filter(({ decision }) => decision !== 'rejected');
  const rejected = results.length - kept.length;
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const fromVolumes = report.ejectionFractionFromVolumes;
  const ef = kept.find(({ task }) => task.id === 'EF')?.task;
  return [
    `${heading}, ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)}`,
    ...kept.map((result) => resultLine(result, strings)),
    ...(fromVolumes && ef
      ? [`${words.efFromVolumes}: ${formatWithUnit(ef, fromVolumes.value, locale)}`]
      : []),
    ...(rejected > 0 ? [words.leftOut(rejected)] : []),
    words.basis(strings.clipCount(clips.length), strings.frames(frameCount)),
    words.model(`${manifest.name} (${manifest.id} ${manifest.version})`, modelHash.slice(0, 12)),
    ...noticeLines(report, strings),
    ...remarks.slice(2),
    '',
  ].join('\n');
}

function resultLine(
  { task, value, interval90, positive, decision }: ReportedResult,
  strings: Strings,
) {
  const { locale, results, report: words } = strings;
  const certainty = interval90
    ? ` (${results.interval(formatValue(task, interval90[0], locale), formatWithUnit(task, interval90[1], locale))})`
    : positive === undefined || task.decisionThreshold === undefined
      ? ''
      : ` (${results.threshold(positive, formatValue(task, task.decisionThreshold, locale))})`;
  const mark = decision === 'accepted' ? ` [${words.decisions.accepted}]` : '';
  return `${taskName(strings, task)}: ${formatWithUnit(task, value, locale)}${certainty}${mark}`;
}

function noticeLines(
  { manifest: { provenance } }: Report,
  { notice, patients }: Strings,
): string[] {
  const cohort = patients(provenance.patients.train);
  return [
    `${notice.researchOnly} ${notice.notForDiagnosis}`,
    provenance.simulated ? notice.simulated(cohort) : notice.trainedOn(provenance.data, cohort),
  ];
}
