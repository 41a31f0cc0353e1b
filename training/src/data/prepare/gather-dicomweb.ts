import { downloadStudies } from '../sources/dicomweb';
import { UserError } from '@echonet/command-line';
import type { Gathered } from './candidate';
import { gatherDicom, type DicomSource } from './gather-dicom';
import type { PreparationPool } from './pool';
import type { BarMaker } from './prepare';

/** An archive, and where the labels of its clips come from. */
export interface DicomWebSource extends Omit<DicomSource, 'directory'> {
  /** Root of the DICOMweb services. */
  readonly url: string;
  /** QIDO-RS attributes that the studies must match, e.g. StudyDate. */
  readonly query: Readonly<Record<string, string>>;
  /** Requests at a time. */
  readonly parallel: number;
}

/**
 * Fetches ultrasound and structured reports from an archive, and ties them to labels as those of a
 * folder are. What is fetched already stays where a preparation is broken off.
 *
 * @param directory of the fetched files
 * @throws {UserError} when the archive refuses, or the labels are wrong
 */
export async function gatherDicomWeb(
  { url, query, parallel, ...source }: DicomWebSource,
  directory: string,
  pool: PreparationPool,
  bars: BarMaker,
): Promise<Gathered> {
  if (!source.labels && !source.labelsFromReports) {
    throw new UserError('Say where the labels come from: --labels, --labels-from-reports or both.');
  }
  const progress = bars('Fetching');
  const { failures } = await downloadStudies({
    ...{ url, query, parallel, directory },
    onProgress: ({ done, total }) => progress(done, total),
  });
  const gathered = await gatherDicom({ ...source, directory }, pool, bars('Reading headers'));
  return {
    ...gathered,
    source: 'DICOMweb',
    dropped: [...gathered.dropped, ...failures.map(({ uid, reason }) => ({ name: uid, reason }))],
  };
}
