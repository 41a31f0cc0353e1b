import { isOfLeftVentricle } from '@echonet/models';
import type { Strings } from '../../strings';
import { acceptedForVentricle } from '../means-of-accepted';
import type { Report } from '../report';
import {
  acceptedStatements,
  type AcceptedStatement,
  notAcceptedCount,
} from './accepted-statements';
import { fillTemplate, parseTemplate } from './template';

/** Sentences on one structure, such as "Left ventricle: ...". */
export interface ReportParagraph {
  readonly text: string;
  /** By which method the values came about and on whom it was evaluated, in brackets. */
  readonly basis: string;
}

/**
 * What the reader accepted, in clinical sentences by structure. What a template has no place for comes
 * last, so that no accepted result is lost.
 *
 * @param templates valid; those of the reader's language unless given
 */
export function clinicalParagraphs(
  report: Report,
  strings: Strings,
  templates: readonly string[] = strings.reportSentences,
): ReportParagraph[] {
  const values = acceptedStatements(report, strings);
  const chosen = chosenById(values, report);
  const reported = new Set<string>();
  const paragraphs = templates.flatMap((template) => {
    const filled = fillTemplate(parseTemplate(template), (placeholder) =>
      placeholderText(chosen, placeholder, strings),
    );
    if (!filled) {
      return [];
    }
    const ids = [...new Set(filled.used.map((name) => name.split('.')[0]))];
    ids.forEach((id) => reported.add(id));
    const used = ids.map((id) => chosen.get(id)!);
    return [
      { text: filled.text, basis: basisText(used, (value) => clipText(value, report, strings)) },
    ];
  });
  const further = values.filter((value) => {
    const inSentences = reported.has(value.id) ? chosen.get(value.id) : undefined;
    return value !== inSentences && !isPartOf(value, inSentences);
  });
  return further.length === 0
    ? paragraphs
    : [
        ...paragraphs,
        {
          text: strings.reportDocument.further(
            further.map((value) => describe(value, report, strings)),
          ),
          basis: basisText(further),
        },
      ];
}

/** Of the results that were not accepted, how many; undefined for none. */
export function notAcceptedText(report: Report, strings: Strings): string | undefined {
  const count = notAcceptedCount(report);
  return count > 0 ? strings.reportDocument.notAccepted(count) : undefined;
}

/**
 * Of several values of the same quantity the first: means, then measured, then predicted ones. Those of the
 * left ventricle are either all measured, in the same clips, or all predicted, so that the ejection fraction
 * belongs to its volumes.
 */
function chosenById(
  values: readonly AcceptedStatement[],
  { measured }: Pick<Report, 'measured'>,
): ReadonlyMap<string, AcceptedStatement> {
  const numbers = new Set(acceptedForVentricle(measured).map(({ number }) => number));
  const isLvMeasured = values.some(({ id, isPredicted }) => isOfLeftVentricle(id) && !isPredicted);
  const eligible = values.filter(
    ({ id, isPredicted, clips }) =>
      !isOfLeftVentricle(id) ||
      (isPredicted ? !isLvMeasured : clips.every((number) => numbers.has(number))),
  );
  return new Map([...eligible].reverse().map((value) => [value.id, value]));
}

/** Whether a value went into the mean that the sentences have. */
function isPartOf(value: AcceptedStatement, mean: AcceptedStatement | undefined): boolean {
  return (
    mean !== undefined &&
    mean.decision === undefined &&
    mean.clips.length > 1 &&
    value.clips.length === 1 &&
    mean.clips.includes(value.clips[0])
  );
}

function placeholderText(
  chosen: ReadonlyMap<string, AcceptedStatement>,
  placeholder: string,
  { results, reportDocument }: Strings,
): string | undefined {
  const [id, field] = placeholder.split('.');
  const value = chosen.get(id);
  switch (field) {
    case undefined:
      return value?.text;
    case 'interval':
      return value?.interval && results.interval(...value.interval);
    case 'limits':
      return value?.limits && reportDocument.range(...value.limits);
    case 'word':
      return value?.mark?.inFull ?? value?.mark?.word;
    case 'probability':
      return value?.probability;
    case 'cutOff':
      return value?.cutOff;
    default:
      return undefined;
  }
}

function describe(value: AcceptedStatement, report: Report, strings: Strings): string {
  const { name, text, interval, probability, mark } = value;
  const { results } = strings;
  const details = [
    ...(interval ? [results.interval(...interval)] : []),
    ...(probability ? [`${results.probability} ${probability}`] : mark ? [mark.word] : []),
    ...clipText(value, report, strings),
  ];
  return `${name} ${text}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

/** Which clip a value is of, where the report has several. */
function clipText({ clips }: AcceptedStatement, report: Report, strings: Strings): string[] {
  return report.clips.length > 1 && clips.length === 1 ? [strings.report.clipNumber(clips[0])] : [];
}

/**
 * One method for all, or each with the values that it is of.
 *
 * @param remarks what else to say of how a value came about
 */
function basisText(
  values: readonly AcceptedStatement[],
  remarks: (value: AcceptedStatement) => readonly string[] = () => [],
): string {
  const byBasis = new Map<string, string[]>();
  for (const value of values) {
    const { name, how, origin } = value;
    const method = [how, ...remarks(value)].join(', ');
    const basis = [method, ...(origin ? [origin] : [])].join('; ');
    byBasis.set(basis, [...(byBasis.get(basis) ?? []), name]);
  }
  const parts = [...byBasis].map(([basis, names]) =>
    byBasis.size > 1 ? `${names.join(', ')}: ${basis}` : basis,
  );
  return `[${parts.join(' | ')}]`;
}
