import { modelTitle, type Strings } from '../../strings';
import { clipWarnings, measuredRemarks, remarksOf } from '../remarks';
import type { Report } from '../report';
import { clinicalParagraphs, notAcceptedText } from '../sentences/clinical-text';

export interface TextStyle {
  /** Of the department, the first line. */
  readonly heading: string;
  /** Of the department; those of the reader's language unless given. */
  readonly sentences?: readonly string[];
}

/**
 * What the reader accepted as text in their language for a clinical report: sentences by structure,
 * then the models and what to bear in mind. Without patient data.
 */
export function reportText(
  report: Report,
  strings: Strings,
  { heading, sentences }: TextStyle,
): string {
  const { locale, report: words, reportDocument } = strings;
  const { manifest, modelHash, clips, date } = report;
  const paragraphs = clinicalParagraphs(report, strings, sentences);
  const notAccepted = notAcceptedText(report, strings);
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  return [
    `${heading}, ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date)}`,
    ...(paragraphs.length > 0
      ? paragraphs.map(({ text, basis }) => `${text} ${basis}`)
      : [reportDocument.nothingAccepted]),
    ...(notAccepted ? [notAccepted] : []),
    words.basis(strings.clipCount(clips.length), strings.frames(frameCount)),
    words.model(`${modelTitle(strings, manifest)} (${manifest.id})`, modelHash.slice(0, 12)),
    ...remarksOf(report, strings),
    ...measuredRemarks(report, strings),
    ...clipWarnings(report, strings),
    '',
  ].join('\n');
}
