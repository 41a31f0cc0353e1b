import {
  codeItem,
  containerItem,
  DCM,
  imageItem,
  RFC5646,
  SCT,
  textItem,
  UMLS,
  type WrittenItem,
} from '@echonet/dicom';
import { en } from '../../strings/en';
import { clipWarnings, remarksOf } from '../remarks';
import { storedResults, type Report } from '../report';
import { contourGroups } from './contour-groups';
import { derivedMeasurements } from './derived-measurements';
import { observerContext } from './observer-context';
import { predictionGroups } from './predictions-group';
import type { ReportContext } from './report-context';

/**
 * The content of a report by DICOM PS3.16 TID 1500 (Imaging Measurement Report).
 *
 * What was measured from contours, as far as the reader accepted it, comes first: a region on its frame with
 * its values. Predictions follow, without those that the reader rejected. All analysed frames are referenced
 * in the image library.
 */
export function measurementReport(report: Report, context: ReportContext): WrittenItem[] {
  return [
    codeItem('HAS CONCEPT MOD', DCM.LanguageOfContentItemAndDescendants, RFC5646.English),
    ...observerContext(report, context.deviceUid),
    codeItem('HAS CONCEPT MOD', DCM.ProcedureReported, SCT.ImagingProcedure),
    containerItem(DCM.ImageLibrary, [imageLibraryGroup(report, context)], '1600'),
    containerItem(DCM.ImagingMeasurements, [
      ...contourGroups(report, context),
      ...predictionGroups(report, context),
    ]),
    ...derivedMeasurements(report),
    containerItem(
      UMLS.QualitativeEvaluations,
      [...remarksOf(report, en), ...leftOutRemarks(report), ...clipWarnings(report, en)].map(
        (remark) => textItem('CONTAINS', DCM.Comment, remark),
      ),
    ),
  ];
}

function imageLibraryGroup({ clips }: Report, { sopClassOf }: ReportContext): WrittenItem {
  return containerItem(
    DCM.ImageLibraryGroup,
    clips.map(({ SOPInstanceUID, frameNumbers }) =>
      imageItem('CONTAINS', {
        SOPClassUID: sopClassOf(SOPInstanceUID),
        SOPInstanceUID,
        frameNumbers,
      }),
    ),
  );
}

function leftOutRemarks(report: Report): string[] {
  const rejected = report.results.filter(({ decision }) => decision?.decision === 'rejected');
  const others = report.results.length - rejected.length - storedResults(report).length;
  return [
    ...(rejected.length > 0 ? [en.report.leftOut(rejected.length)] : []),
    ...(others > 0 ? [en.report.notChosen(others)] : []),
  ];
}
