import { originHint } from '../../results/origin-text';
import { originOf, originOfModel } from '../../results/origin';
import { modelTitle, type Strings } from '../../strings';
import {
  acceptedPredictions,
  acceptedStatements,
  type AcceptedStatement,
} from '../sentences/accepted-statements';
import { clinicalParagraphs, notAcceptedText } from '../sentences/clinical-text';
import { measuredRemarks, remarksOf } from '../remarks';
import type { Report } from '../report';
import { figuresOf } from './figures';
import { type Identification, readableName } from './identification';
import { acceptedOf, type KeyFrame } from './key-frames';
import type { Block, Column, ReportDocument, TextRun } from './report-document';

export interface DocumentSources {
  readonly report: Report;
  readonly strings: Strings;
  /** Of the department. */
  readonly heading: string;
  /** Templates of the department; those of the language unless given. */
  readonly sentences?: readonly string[];
  readonly keyFrames: readonly KeyFrame[];
  /** None in a de-identified document. */
  readonly identification?: Identification;
}

/**
 * What a report on paper says, from whom to what it may be used for: only what a reader accepted, or, of
 * an automatic reading, all values without sentences, said to be accepted by nobody.
 */
export function describeReport(sources: DocumentSources): ReportDocument {
  const { report, strings, heading, identification } = sources;
  const { reportDocument: words, notice, locale } = strings;
  return {
    title: heading,
    badge: report.isAutomatic ? words.automatic.badge : words.preliminary,
    language: locale,
    date: report.date,
    identity: identification?.line ?? words.deidentified,
    notice: [
      notice.researchOnly,
      notice.notForDiagnosis,
      ...(report.isAutomatic ? [words.automatic.unchecked] : []),
    ].join(' '),
    onPage: words.onPage,
    blocks: [
      paragraph([{ text: words.kind, isBold: true }]),
      ...(identification
        ? [{ kind: 'fields', fields: identification.fields } as const]
        : [paragraph([{ text: words.deidentified }])]),
      paragraph([{ text: statusText(report, strings), tone: 'muted' }], true),
      ...(report.isAutomatic ? [] : findings(sources)),
      ...valueTable(report, strings),
      ...figureBlocks(sources),
      { kind: 'heading', text: words.models },
      modelTable(report, strings),
      { kind: 'heading', text: words.notices },
      ...notices(report, strings).map((text, index) =>
        paragraph([{ text, isBold: index === 0 }], true),
      ),
    ],
  };
}

function statusText(
  { reader, date, isAutomatic }: Report,
  { reportDocument: words, locale }: Strings,
): string {
  const name = reader ? readableName(reader.personName) : words.unknownReader;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = format.format(date);
  return isAutomatic
    ? words.automatic.status(time)
    : `${words.notVerified} ${words.acceptedBy(name, time)}`;
}

function findings({ report, strings, sentences }: DocumentSources): Block[] {
  const { reportDocument: words } = strings;
  const paragraphs = clinicalParagraphs(report, strings, sentences);
  const notAccepted = notAcceptedText(report, strings);
  return [
    { kind: 'heading', text: words.findings },
    ...(paragraphs.length > 0
      ? paragraphs.map(({ text, basis }) =>
          paragraph([...ledBy(text), { text: basis, tone: 'muted' }]),
        )
      : [paragraph([{ text: words.nothingAccepted }])]),
    ...(notAccepted ? [paragraph([{ text: notAccepted, tone: 'muted' }], true)] : []),
  ];
}

/** The name of the structure, up to the colon, in bold. */
function ledBy(text: string): TextRun[] {
  const [lead] = /^[^:.]{1,60}:/.exec(text) ?? [''];
  return [...(lead ? [{ text: lead, isBold: true }] : []), { text: text.slice(lead.length) }];
}

function valueTable(report: Report, strings: Strings): Block[] {
  const { reportDocument: words } = strings;
  const statements = acceptedStatements(report, strings);
  if (statements.length === 0) {
    return [];
  }
  const { columns: titles } = words;
  const columns: Column[] = [
    { title: titles.result, share: 0.21 },
    { title: titles.value, share: 0.11 },
    { title: titles.assessment, share: 0.17 },
    { title: titles.normal, share: 0.14 },
    { title: titles.interval, share: 0.15 },
    { title: titles.basis, share: 0.22 },
  ];
  const rows = statements.map((statement) => valueRow(statement, report, strings));
  const hasLimits = statements.some(({ limits }) => limits);
  return [
    { kind: 'heading', text: words.values },
    { kind: 'table', columns, rows },
    ...(hasLimits ? [paragraph([{ text: words.limitsSource, tone: 'muted' }], true)] : []),
  ];
}

function valueRow(statement: AcceptedStatement, report: Report, strings: Strings): TextRun[] {
  const { reportDocument: words, report: reportWords } = strings;
  const { name, text, mark, limits, interval, probability, cutOff, clips } = statement;
  const { how, origin, isSimulated } = statement;
  const clip =
    report.clips.length > 1 && clips.length === 1 ? `, ${reportWords.clipNumber(clips[0])}` : '';
  const tone = mark && mark.level !== 'normal' ? mark.level : 'plain';
  return [
    { text: `${name}${clip}` },
    { text, isBold: true, tone },
    {
      text: probability
        ? words.probability(probability, cutOff)
        : (mark?.inFull ?? mark?.word ?? ''),
      tone,
      isBold: tone !== 'plain',
    },
    { text: limits ? words.rangeOf(...limits) : '' },
    { text: interval ? words.rangeOf(...interval) : '' },
    { text: [how, origin].filter(Boolean).join('; '), tone: isSimulated ? 'moderate' : 'muted' },
  ];
}

/** Of each clip its frames and, where it was measured, its curve; at most three beside each other. */
function figureBlocks({ report, strings, keyFrames }: DocumentSources): Block[] {
  const rows = report.clips
    .map((clip) => figuresOf(report, clip, keyFrames, strings))
    .filter(({ length }) => length > 0);
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: strings.reportDocument.frames },
        ...rows.map((figures): Block => ({ kind: 'figures', figures })),
      ];
}

function modelTable(report: Report, strings: Strings): Block {
  const { reportDocument: words } = strings;
  const { modelColumns: titles } = words;
  const { manifest } = report;
  const predictions = acceptedPredictions(report);
  const hints = predictions.map(({ task }) => originHint(strings, originOf(manifest, task.id)));
  const contourModels = report.clips.flatMap((clip) => acceptedOf(report, clip)?.model ?? []);
  const byHash = new Map(contourModels.map((model) => [model.sha256, model]));
  return {
    kind: 'table',
    columns: [
      { title: titles.model, share: 0.26 },
      { title: titles.use, share: 0.14 },
      { title: titles.trained, share: 0.36 },
      { title: titles.hash, share: 0.24 },
    ],
    rows: [
      ...[...byHash.values()].map((model) => [
        { text: `${modelTitle(strings, model)} (${model.id})` },
        { text: words.tracing },
        { text: originHint(strings, originOfModel(model)) },
        { text: model.sha256, tone: 'muted' as const },
      ]),
      ...(predictions.length > 0
        ? [
            [
              { text: `${modelTitle(strings, manifest)} (${manifest.id})` },
              { text: words.predictions },
              { text: [...new Set(hints)].join(' ') },
              { text: report.modelHash, tone: 'muted' as const },
            ],
          ]
        : []),
    ],
  };
}

/** Research use first; the analysis, then the warnings of each clip. */
function notices(report: Report, strings: Strings): string[] {
  const { clips, softwareVersion } = report;
  const { report: words, reportDocument } = strings;
  const frames = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  return [
    ...remarksOf(report, strings),
    ...measuredRemarks(report, strings),
    words.basis(strings.clipCount(clips.length), strings.frames(frames)),
    ...clips.flatMap(({ number, warnings }) =>
      warnings.map((warning) => `${words.clipNumber(number)}: ${strings.message(warning)}`),
    ),
    reportDocument.made(`EchoNet for OHIF ${softwareVersion}`),
  ];
}

function paragraph(runs: readonly TextRun[], isSmall = false): Block {
  return { kind: 'paragraph', runs, ...(isSmall && { isSmall }) };
}
