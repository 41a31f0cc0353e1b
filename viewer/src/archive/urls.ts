import type { FastifyRequest } from 'fastify';

/** The identifiers in the path of a DICOMweb resource. */
export interface ResourceParams {
  study?: string;
  series?: string;
  instance?: string;
}

/** Path under which the DICOMweb service answers. */
export const dicomwebPath = '/dicom-web';

/** Absolute URL of a study, at the origin that the client used. */
export function studyUrl(request: FastifyRequest, StudyInstanceUID: string): string {
  return `${request.protocol}://${request.host}${dicomwebPath}/studies/${StudyInstanceUID}`;
}

/** Absolute URL of a series. */
export function seriesUrl(
  request: FastifyRequest,
  entry: { StudyInstanceUID: string; SeriesInstanceUID: string },
): string {
  return `${studyUrl(request, entry.StudyInstanceUID)}/series/${entry.SeriesInstanceUID}`;
}

/** Absolute URL of an instance. */
export function instanceUrl(
  request: FastifyRequest,
  entry: { StudyInstanceUID: string; SeriesInstanceUID: string; SOPInstanceUID: string },
): string {
  return `${seriesUrl(request, entry)}/instances/${entry.SOPInstanceUID}`;
}
