import { firstText, sequenceItems, type NaturalizedDataset } from '@echonet/dicom';
import { copyAttributes } from './carried-attributes';

/** Attributes of a request that the General Series module repeats (PS3.3 table 10-9). */
const requestKeywords = [
  'AccessionNumber',
  'IssuerOfAccessionNumberSequence',
  'RequestedProcedureID',
  'RequestedProcedureDescription',
  'RequestedProcedureCodeSequence',
  'ReasonForTheRequestedProcedure',
  'ReasonForRequestedProcedureCodeSequence',
  'ReferencedStudySequence',
  'StudyInstanceUID',
];

/** Request Attributes Sequence (0040,0275) of the source, without its scheduled steps. */
export function requestAttributes(instance: unknown): NaturalizedDataset[] {
  const { RequestAttributesSequence } = (instance ?? {}) as NaturalizedDataset;
  return sequenceItems(RequestAttributesSequence)
    .map((item) => copyAttributes(item, requestKeywords))
    .filter((item) => Object.keys(item).length > 0);
}

/**
 * Referenced Request Sequence (0040,A370) of a structured report (PS3.3 C.17.2): the requests with
 * every attribute of type 2, if only empty.
 */
export function referencedRequests(
  requests: readonly NaturalizedDataset[],
  study: { readonly StudyInstanceUID: string; readonly AccessionNumber: string },
): NaturalizedDataset[] {
  return requests.map((request) => ({
    ReferencedStudySequence: [],
    PlacerOrderNumberImagingServiceRequest: '',
    FillerOrderNumberImagingServiceRequest: '',
    RequestedProcedureID: '',
    RequestedProcedureDescription: '',
    RequestedProcedureCodeSequence: [],
    ...request,
    StudyInstanceUID: firstText(request.StudyInstanceUID) || study.StudyInstanceUID,
    AccessionNumber: firstText(request.AccessionNumber) || study.AccessionNumber,
  }));
}
