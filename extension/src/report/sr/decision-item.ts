import { codeItem, dicomDateTime, type Relationship, type WrittenItem } from '@echonet/dicom';
import type { ReaderDecision } from '../decisions';
import { decisionCode, ownConcept } from './codes';
import { personObserver } from './observer-context';

/** The reader's decision, which has its own observation time and observer. */
export function decisionItem(
  relationship: Relationship,
  decision: ReaderDecision | undefined,
): WrittenItem {
  if (!decision) {
    return codeItem(relationship, ownConcept.readerDecision, decisionCode.undecided);
  }
  const { reader, date } = decision;
  return {
    ...codeItem(
      relationship,
      ownConcept.readerDecision,
      decisionCode[decision.decision],
      reader ? personObserver(reader) : [],
    ),
    ObservationDateTime: dicomDateTime(date).dateTime,
  };
}
