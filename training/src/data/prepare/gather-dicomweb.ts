import { UserError } from '@echonet/command-line';
import { downloadStudies } from '../sources/dicomweb';
import type { Gathered } from './candidate';
import { gatherDicom, type DicomSource } from './gather-dicom';
import type { PreparationPool } from './pool';
import type { BarMaker } from './prepare';

/** A DICOMweb archive and the source of its clips' labels. */
export interface DicomWebSource extends Omit<DicomSource, 'directory'> {
  readonly url: string;
  /** QIDO-RS attributes that the studies must match, e.g. StudyDate. */
  readonly query: Readonly<Record<string, string>>;
  /** Number of concurrent requests. */
  readonly parallel: number;
}

/**
 * Downloads ultrasound and structured reports from an archive and finds labels as for a folder.
 * Downloads are kept, so that an interrupted preparation resumes.
 *
 * @param directory of the downloads
 * @throws {UserError} when the archive refuses, or the labels are invalid
 */
export async function gatherDicomWeb(
  { url, query, parallel, ...source }: DicomWebSource,
  directory: string,
  pool: PreparationPool,
  bars: BarMaker,
): Promise<Gathered> {
  if (!source.labels && !source.labelsFromReports && !source.corrections && !source.masks) {
    throw new UserError(
      'Say where the labels come from: --labels, --labels-from-reports, --corrections or --structure-masks.',
    );
  }
  const progress = bars('Fetching');
  const { failures } = await downloadStudies({
    url,
    query,
    parallel,
    directory,
    onProgress: ({ done, total }) => progress(done, total),
  });
  const gathered = await gatherDicom({ ...source, directory }, pool, bars('Reading headers'));
  return {
    ...gathered,
    source: 'DICOMweb',
    dropped: [...gathered.dropped, ...failures.map(({ uid, reason }) => ({ name: uid, reason }))],
  };
}
