import { DCM, rootContainer, software, SopClass, type NaturalizedDataset } from '@echonet/dicom';
import type { NewSeries } from '../dicom/new-series';
import type { SourceInstance } from '../dicom/source-instance';
import type { Report } from '../report';
import { measurementReport } from './measurement-report';
import type { StoredExplanation, StoredReference } from './report-context';
import { reportDocument, sourceOfClip } from './report-document';

/** What the study has beside the clips. */
export interface StudyContext {
  /** Earlier reports of this software on the study, which the new one follows. */
  readonly predecessors?: readonly StoredReference[];
  /** Stored captures of the saliency overlay on the clips. */
  readonly explanations?: readonly StoredExplanation[];
  /** Device UID (0018,1002) of this installation; that of the software unless given. */
  readonly deviceUid?: string;
}

/**
 * Makes a naturalised Comprehensive 3D SR (PS3.3 A.35.13), unverified, in a new series: OHIF shows only
 * the newest report of a series.
 *
 * @param sources of the clips, all of one study, by SOP Instance UID
 * @throws Error when a clip is not among the sources
 */
export function structuredReport(
  report: Report,
  sources: ReadonlyMap<string, SourceInstance>,
  series: NewSeries,
  study: StudyContext = {},
): NaturalizedDataset {
  const { predecessors = [], explanations = [], deviceUid = software.deviceUid } = study;
  const clips = report.clips.map((clip) => sourceOfClip(sources, clip));
  const clipUids = new Set(clips.map(({ SOPInstanceUID }) => SOPInstanceUID));
  const citedExplanations = explanations.filter(({ ofClip }) => clipUids.has(ofClip));
  return {
    ...reportDocument({
      ...{ report, series, deviceUid, clips, predecessors },
      SOPClassUID: SopClass.Comprehensive3DSRStorage,
      others: citedExplanations,
    }),
    ...rootContainer(
      DCM.ImagingMeasurementReport,
      measurementReport(report, {
        sopClassOf: (SOPInstanceUID) => sourceOfClip(sources, { SOPInstanceUID }).SOPClassUID,
        explanations: citedExplanations,
        deviceUid,
      }),
      '1500',
    ),
  };
}
