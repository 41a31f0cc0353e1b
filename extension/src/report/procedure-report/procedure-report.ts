import {
  codeItem,
  DCM,
  RFC5646,
  rootContainer,
  SopClass,
  textItem,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { en } from '../../strings/en';
import { acceptedValues } from '../accepted-values';
import type { NewSeries } from '../dicom/new-series';
import type { SourceInstance } from '../dicom/source-instance';
import { remarksOf } from '../remarks';
import type { Report } from '../report';
import { observerContext } from '../sr/observer-context';
import type { StoredReference } from '../sr/report-context';
import { reportDocument, sourceOfClip } from '../sr/report-document';
import { echoSections } from './echo-section';
import { patientCharacteristics } from './patient-characteristics';

export interface ProcedureReportContext {
  readonly series: NewSeries;
  readonly deviceUid: string;
  /** Earlier procedure reports of this software on the study. */
  readonly predecessors: readonly StoredReference[];
}

/**
 * Echocardiography Procedure Report (PS3.16 TID 5200) for a reporting system, as a naturalised Comprehensive
 * SR: what the reader accepted of the quantities with a standard code, each once.
 *
 * @param sources of the clips, all of one study, by SOP Instance UID
 * @returns undefined where the reader accepted none of them
 * @throws Error when a clip is not among the sources
 */
export function procedureReport(
  report: Report,
  sources: ReadonlyMap<string, SourceInstance>,
  { series, deviceUid, predecessors }: ProcedureReportContext,
): NaturalizedDataset | undefined {
  const values = acceptedValues(report);
  if (values.length === 0) {
    return undefined;
  }
  const context = {
    sopClassOf: (SOPInstanceUID: string) => sourceOfClip(sources, { SOPInstanceUID }).SOPClassUID,
  };
  return {
    ...reportDocument({
      ...{ report, series, deviceUid, predecessors },
      SOPClassUID: SopClass.ComprehensiveSRStorage,
      clips: report.clips.map((clip) => sourceOfClip(sources, clip)),
    }),
    ...rootContainer(
      DCM.AdultEchocardiographyProcedureReport,
      [
        codeItem('HAS CONCEPT MOD', DCM.LanguageOfContentItemAndDescendants, RFC5646.English),
        ...observerContext(report, deviceUid),
        ...patientCharacteristics(report),
        // No image library, whose items have no names: OHIF shows no report with such items.
        ...echoSections(report, values, context),
        ...remarksOf(report, en).map((remark) => textItem('CONTAINS', DCM.Comment, remark)),
      ],
      '5200',
    ),
  };
}
