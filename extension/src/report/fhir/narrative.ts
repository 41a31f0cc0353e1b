import type { Narrative } from 'fhir/r5';
import { en } from '../../strings/en';
import type { AcceptedValue } from '../accepted-values';
import { remarksOf } from '../remarks';
import type { Report } from '../report';
import { withUnit } from '../sr/measurement';

/** The report for people, in English: each value with its interval, then what to doubt. */
export function narrativeOf(report: Report, values: readonly AcceptedValue[]): Narrative {
  const lines = values.map(({ measurement: { name, value, unit, interval90 }, comments }) => {
    const [low, high] = (interval90 ?? []).map((bound) => withUnit(bound, unit.value));
    const interval = interval90 ? ` (90 % interval ${low} to ${high})` : '';
    return `${name.meaning}: ${withUnit(value, unit.value)}${interval}. ${comments.join(' ')}`;
  });
  const items = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
  const remarks = remarksOf(report, en).map((remark) => `<p>${escaped(remark)}</p>`);
  return {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>Preliminary: accepted by the reader, not verified.</p><ul>${items}</ul>${remarks.join('')}</div>`,
  };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\p{Cc}]/gu, ' ');
}
