import type { FastifyRequest } from 'fastify';

export interface ResourceParams {
  study?: string;
  series?: string;
  instance?: string;
}

export const dicomwebPath = '/dicom-web';

/** Absolute URL of a study at the origin of the request. */
export function studyUrl(request: FastifyRequest, StudyInstanceUID: string): string {
  return `${request.protocol}://${request.host}${dicomwebPath}/studies/${StudyInstanceUID}`;
}

export function seriesUrl(
  request: FastifyRequest,
  entry: { StudyInstanceUID: string; SeriesInstanceUID: string },
): string {
  return `${studyUrl(request, entry.StudyInstanceUID)}/series/${entry.SeriesInstanceUID}`;
}

export function instanceUrl(
  request: FastifyRequest,
  entry: { StudyInstanceUID: string; SeriesInstanceUID: string; SOPInstanceUID: string },
): string {
  return `${seriesUrl(request, entry)}/instances/${entry.SOPInstanceUID}`;
}
