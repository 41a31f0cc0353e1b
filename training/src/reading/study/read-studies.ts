import { sentenceOf } from '@echonet/command-line';
import { readStudy, type ClipProgress, type StudyReader } from './read-study';
import { failedRecord, studyRecord, type StudyRecord } from './study-record';
import type { StudySource } from './study-source';

export interface StudiesControl {
  readonly signal: AbortSignal;
  /** Whether an error ends the work, since every other study would fail alike. */
  readonly isFatal?: (error: unknown) => boolean;
  readonly onClip?: (study: StudySource, progress: ClipProgress) => void;
  /** Called with the record of each study; awaited. */
  readonly onRecord: (record: StudyRecord, study: StudySource) => void | Promise<void>;
}

/** What a study's clips come from and what reads them cannot be blamed on one study for so long. */
const mostFailuresInARow = 5;

/**
 * Reads studies one after the other. A study that cannot be read becomes a failed record, and the next
 * one is read.
 *
 * @throws a fatal error, or the last of five failures in a row; the signal's reason when aborted
 */
export async function readStudies(
  reader: StudyReader,
  studies: AsyncIterable<StudySource> | Iterable<StudySource>,
  { signal, isFatal, onClip, onRecord }: StudiesControl,
): Promise<void> {
  let failuresInARow = 0;
  for await (const study of studies) {
    signal.throwIfAborted();
    let record: StudyRecord;
    try {
      const read = await readStudy(reader, study, {
        signal,
        onClip: (progress) => onClip?.(study, progress),
      });
      const report = await reader.report?.(read);
      record = { ...studyRecord(read, reader.models, new Date()), ...(report && { report }) };
      failuresInARow = 0;
    } catch (error) {
      signal.throwIfAborted();
      if (isFatal?.(error)) {
        throw error;
      }
      failuresInARow++;
      record = failedRecord(study, reader.models, new Date(), reasonOf(error));
      if (failuresInARow >= mostFailuresInARow) {
        await onRecord(record, study);
        throw error;
      }
    }
    await onRecord(record, study);
  }
}

function reasonOf(error: unknown): string {
  return sentenceOf(error) ?? (error instanceof Error ? error.message : String(error));
}
