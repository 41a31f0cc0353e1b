import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from '../../data/write-file-atomically';
import type { Archive, ListedStudy } from '../../data/sources/dicomweb';
import { archiveStudy, type ArchiveFolders } from '../archive/archive-studies';
import type { ImageKind } from '../archive/image-kinds';
import type { OpenedReader } from '../open-reader';
import type { ReadingLog } from '../output/progress-log';
import { readStudy } from '../study/read-study';
import type { StudySource } from '../study/study-source';
import { studyRecord } from '../study/study-record';
import type { ServiceMetrics } from './metrics';

export interface HandlerParts {
  readonly archive: () => Archive;
  readonly opened: OpenedReader;
  readonly folders: ArchiveFolders;
  /** Folder for a JSON file of each study; none is written unless given. */
  readonly out?: string;
  /** What is stored in the archive beside the structured report; nothing at all unless given. */
  readonly store?: readonly ImageKind[];
  readonly log: ReadingLog;
  readonly metrics: Pick<ServiceMetrics, 'study'>;
  readonly signal: AbortSignal;
}

/**
 * Reads a study of the archive, stores its report and writes its record.
 *
 * @returns what to call with each study; it rejects when the study cannot be read
 */
export function studyHandler(parts: HandlerParts): (study: ListedStudy) => Promise<void> {
  const { opened, folders, out, store, log, metrics, signal } = parts;
  const { reader } = opened;
  return async (listed) => {
    const archive = parts.archive();
    if (store) {
      opened.storeReports(archive, { kinds: store, incoming: folders.incoming });
    }
    const startedAt = performance.now();
    const source = archiveStudy(archive, listed, folders);
    if (store && (await isReported(opened, archive, source, signal))) {
      log.info({ study: source.id }, 'study reported before');
      return;
    }
    const read = await readStudy(reader, source, { signal });
    const report = await reader.report?.(read);
    const record = {
      ...studyRecord(read, reader.models, new Date()),
      ...(report && { report }),
    };
    if (out !== undefined) {
      await mkdir(out, { recursive: true });
      const file = path.join(out, `${listed.StudyInstanceUID}.json`);
      writeFileAtomically(file, `${JSON.stringify(record, undefined, 2)}\n`);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    metrics.study(record, seconds);
    const { status, reason, clips } = record;
    log.info(
      {
        study: listed.StudyInstanceUID,
        status,
        ...(reason !== undefined && { reason }),
        clips: clips.length,
        read: clips.filter(({ outcome }) => outcome === 'read').length,
        known: read.knownCount,
        ...(report && { report: report.kind }),
        seconds: Number(seconds.toFixed(1)),
      },
      'study done',
    );
  };
}

async function isReported(
  opened: OpenedReader,
  archive: Archive,
  study: StudySource,
  signal: AbortSignal,
): Promise<boolean> {
  const { clips } = await study.list(signal);
  const ids = clips.flatMap(({ id }) => id ?? []);
  return ids.length > 0 && opened.hasReport(archive, study.id, ids);
}
