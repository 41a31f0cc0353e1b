import {
  DCM,
  firstText,
  isCode,
  graphicNumbers,
  pendingGraphics,
  readCode,
  sequenceItems,
  textItem,
  type Relationship,
  type NaturalizedDataset,
} from '@echonet/dicom';
import packageFile from '../../../package.json';
import { automaticNote } from '../automatic-note';
import type { ReaderDecision } from '../decisions';
import type { NewSeries } from '../dicom/new-series';
import { readSourceInstance } from '../dicom/source-instance';
import { decisionCode, ownConcept } from '../sr/codes';
import { decisionItem } from '../sr/decision-item';
import { newDocument } from '../sr/new-document';
import { personObserver } from '../sr/observer-context';
import { byStudy } from '../sr/report-document';

export interface Acceptance extends Omit<ReaderDecision, 'decision'> {
  readonly series: NewSeries;
  /** Device UID (0018,1002) of this installation. */
  readonly deviceUid: string;
}

/** What the new report has as the stored one has it. */
const kept = [
  'SOPClassUID',
  'ManufacturerModelName',
  'PerformedProcedureCodeSequence',
  'ReferencedRequestSequence',
  'CurrentRequestedProcedureEvidenceSequence',
  'CodingSchemeIdentificationSequence',
  'ValueType',
  'ConceptNameCodeSequence',
  'ContinuityOfContent',
  'ContentTemplateSequence',
  'ContentSequence',
] as const;

/**
 * The report of a reader who accepts an automatic one as it is: the same values on the same frames, each
 * marked as accepted, by the reader, and with the automatic report as its predecessor.
 *
 * @param stored the automatic report, naturalised
 * @throws SourceProblem, or Error with a full sentence when the archive gave the report incompletely
 */
export function acceptedReport(
  stored: unknown,
  { date, reader, series, deviceUid }: Acceptance,
): NaturalizedDataset {
  const source = readSourceInstance(stored);
  const copy = plainCopy(stored);
  const made: ReaderDecision = { decision: 'accepted', date, ...(reader && { reader }) };
  const note = `Read automatically (report ${source.SOPInstanceUID}); accepted by the reader as it was, without computing again.`;
  const content = acceptedItems(sequenceItems(copy.ContentSequence), made, note);
  const observer = content.findIndex(({ ConceptNameCodeSequence }) =>
    isCode(readCode(ConceptNameCodeSequence), DCM.ObserverType),
  );
  return {
    ...copy,
    ...newDocument({ source, date, series, deviceUid, softwareVersion: packageFile.version }),
    PredecessorDocumentsSequence: byStudy([source]),
    ContentSequence: reader
      ? [
          ...content.slice(0, Math.max(0, observer)),
          ...personObserver(reader),
          ...content.slice(Math.max(0, observer)),
        ]
      : content,
  };
}

function acceptedItems(
  items: readonly NaturalizedDataset[],
  made: ReaderDecision,
  note: string,
): NaturalizedDataset[] {
  return items.map((item) => {
    const name = readCode(item.ConceptNameCodeSequence);
    const relationship = firstText(item.RelationshipType) as Relationship;
    const isUndecided =
      isCode(name, ownConcept.readerDecision) &&
      isCode(readCode(item.ConceptCodeSequence), decisionCode.undecided);
    if (isUndecided) {
      return decisionItem(relationship, made);
    }
    if (isCode(name, DCM.Comment) && firstText(item.TextValue) === automaticNote) {
      return textItem(relationship, DCM.Comment, note);
    }
    const children = sequenceItems(item.ContentSequence);
    return children.length > 0
      ? { ...item, ContentSequence: acceptedItems(children, made, note) }
      : item;
  });
}

/** Without what the host and dcmjs add to naturalised data sets; with coordinates that the host has fetched. */
function plainCopy(stored: unknown): NaturalizedDataset {
  const attributes = stored as Readonly<Record<string, unknown>>;
  const picked = kept.flatMap((keyword) =>
    attributes[keyword] === undefined ? [] : [[keyword, attributes[keyword]]],
  );
  return JSON.parse(
    JSON.stringify(Object.fromEntries(picked), (key, value: unknown) => {
      if (key === 'GraphicData' && pendingGraphics({ GraphicData: value }).length === 0) {
        return graphicNumbers(value);
      }
      if (key === 'BulkDataURI' || key === 'InlineBinary') {
        throw new Error(
          'The archive gives this report only in part, so it cannot be accepted as it is: run EchoNet on the clips and accept its results.',
        );
      }
      return key.startsWith('_') ? undefined : value;
    }),
  ) as NaturalizedDataset;
}
