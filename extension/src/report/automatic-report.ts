// Reports of what was read without a reader, for programs without the viewer: plain data in, plain data out.
import type { NaturalizedDataset } from '@echonet/dicom';
import { readPatient } from '../clips/patient';
import { isEvaluated, originOf, originOfModel } from '../results/origin';
import { reportOfReading, type AutomaticReading } from './automatic-reading';
import { automaticDescription } from './automatic-series';
import { readSourceInstance } from './dicom/source-instance';
import { storedResults } from './report';
import { structuredReport } from './sr/structured-report';
import type { StoredReference } from './sr/report-context';

export { automaticCapture } from './automatic-capture';
export type { AutomaticClip, AutomaticReading } from './automatic-reading';
export { readAutomaticDescription } from './automatic-series';
export { lineStyles } from '../contours/styles';
export { readEarlierReport } from './earlier/read-report';

export interface AutomaticReport {
  readonly reading: AutomaticReading;
  /** Headers of the clips, naturalised. */
  readonly headers: readonly Readonly<Record<string, unknown>>[];
  readonly SOPInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly seriesNumber: number;
  /** Earlier reports that this one follows. */
  readonly predecessors: readonly StoredReference[];
}

/**
 * A Comprehensive 3D SR of values that no reader has accepted: unverified, preliminary, and said to be
 * read automatically.
 *
 * @returns undefined where no value is left to report
 * @throws SourceProblem for a header that cannot be cited
 */
export function automaticReport({
  reading,
  headers,
  SOPInstanceUID,
  SeriesInstanceUID,
  seriesNumber,
  predecessors,
}: AutomaticReport): NaturalizedDataset | undefined {
  const report = reportOfReading(reading);
  const results = storedResults(report);
  if (results.length === 0 && report.measured.length === 0) {
    return undefined;
  }
  const sources = new Map(
    headers.map((header) => {
      const source = readSourceInstance(header);
      return [source.SOPInstanceUID, source];
    }),
  );
  const { clips } = reading;
  const contours = clips.flatMap((clip) => clip.contours ?? []);
  const seriesDescription = automaticDescription({
    measures: contours.map(({ measures }) => measures),
    grades: contours.map(({ grade }) => grade),
    areContoursEvaluated: !reading.segmentation || isEvaluated(originOfModel(reading.segmentation)),
    results: results.map((result) => ({
      ...result,
      isEvaluated: isEvaluated(originOf(report.manifest, result.task.id)),
    })),
    a4cCount: clips.filter(({ isA4C }) => isA4C).length,
    patient: readPatient(headers[0]),
  });
  const series = { seriesNumber, seriesDescription };
  return {
    ...structuredReport(report, sources, series, { predecessors }),
    SOPInstanceUID,
    SeriesInstanceUID,
  };
}
