import type { SourceInstance } from '../dicom/source-instance';

/** Tells whose results they are; only in files for which the reader has asked for it. */
export interface Identifiers {
  readonly study: Readonly<
    Pick<SourceInstance, 'PatientID' | 'StudyInstanceUID' | 'StudyDate' | 'AccessionNumber'>
  >;
}

export function identifiersOf(source: SourceInstance): Identifiers {
  const { PatientID, StudyInstanceUID, StudyDate, AccessionNumber } = source;
  return { study: { PatientID, StudyInstanceUID, StudyDate, AccessionNumber } };
}
