import { MalformedDicom } from '@echonet/dicom/node';
import { UnfitInstance } from '../dicom/instance';
import type { JsonAttribute, JsonDataset } from '../dicom/json';
import { DuplicateInstance } from '../store/archive';

/** Reasons why an instance was not stored (PS3.18 table I.2-2, PS3.4 table B.2-1). */
export const FailureReason = {
  ProcessingFailure: 0x0110,
  DuplicateInstance: 0x0111,
  OutOfResources: 0xa700,
  StudyMismatch: 0xa900,
  CannotUnderstand: 0xc000,
} as const;

export type StoreOutcome =
  | {
      stored: true;
      SOPClassUID: string;
      SOPInstanceUID: string;
      StudyInstanceUID: string;
      retrieveUrl: string;
      /** What deviates from the standard and was tolerated; full sentences. */
      notes: readonly string[];
    }
  | {
      stored: false;
      /** Present when the instance could be read that far. */
      SOPClassUID?: string;
      SOPInstanceUID?: string;
      failureReason: number;
      sentence: string;
    };

/** The instance belongs to a study other than the one in the URL. */
export class StudyMismatch extends UnfitInstance {}

export function outcomeOf(error: unknown): StoreOutcome {
  const identifiers =
    error instanceof UnfitInstance || error instanceof DuplicateInstance ? error.identifiers : {};
  const failed = { ...identifiers, stored: false } as const;
  if (error instanceof DuplicateInstance) {
    return {
      ...failed,
      failureReason: FailureReason.DuplicateInstance,
      sentence: error.message,
    };
  }
  if (error instanceof StudyMismatch) {
    return { ...failed, failureReason: FailureReason.StudyMismatch, sentence: error.message };
  }
  if (error instanceof MalformedDicom) {
    return { ...failed, failureReason: FailureReason.CannotUnderstand, sentence: error.message };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    ...failed,
    failureReason:
      code === 'ENOSPC' || code === 'EDQUOT'
        ? FailureReason.OutOfResources
        : FailureReason.ProcessingFailure,
    sentence: `The archive could not write it: ${message}.`,
  };
}

/** HTTP status of a store: 200 all, 202 some, 409 none stored (PS3.18 table 10.5.3-1). */
export function storeStatus(outcomes: StoreOutcome[]): 200 | 202 | 409 {
  const stored = outcomes.filter((outcome) => outcome.stored).length;
  if (stored === outcomes.length) {
    return 200;
  }
  return stored > 0 ? 202 : 409;
}

/**
 * The Store Instances Response Module (PS3.18 table I.1-1). Failed items carry the reason in words
 * as a Text Value, which the module leaves room for, and stored ones what was odd about them.
 *
 * @param studyUrl URL of the study, when all stored instances share one
 */
export function storeResponse(outcomes: StoreOutcome[], studyUrl: string | undefined): JsonDataset {
  const response: JsonDataset = {};
  if (studyUrl) {
    response['00081190'] = { vr: 'UR', Value: [studyUrl] };
  }
  const failed = outcomes.filter((outcome) => !outcome.stored);
  if (failed.length > 0) {
    response['00081198'] = sequence(
      failed.map((outcome) => ({
        ...references(outcome),
        '00081197': { vr: 'US', Value: [outcome.failureReason] },
        '0040A160': { vr: 'UT', Value: [outcome.sentence] },
      })),
    );
  }
  const stored = outcomes.filter((outcome) => outcome.stored);
  if (stored.length > 0) {
    response['00081199'] = sequence(
      stored.map((outcome) => ({
        ...references(outcome),
        '00081190': { vr: 'UR', Value: [outcome.retrieveUrl] },
        ...(outcome.notes.length > 0 && {
          '0040A160': { vr: 'UT', Value: [outcome.notes.join(' ')] },
        }),
      })),
    );
  }
  return response;
}

function references(outcome: { SOPClassUID?: string; SOPInstanceUID?: string }): JsonDataset {
  const uid = (value: string | undefined): JsonAttribute =>
    value ? { vr: 'UI', Value: [value] } : { vr: 'UI' };
  return { '00081150': uid(outcome.SOPClassUID), '00081155': uid(outcome.SOPInstanceUID) };
}

function sequence(items: JsonDataset[]): JsonAttribute {
  return { vr: 'SQ', Value: items };
}
