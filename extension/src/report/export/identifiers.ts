import type { SourceInstance } from '../dicom/source-instance';

/** Identifiers of patient and study; only in files for which the reader asks for them. */
export interface Identifiers {
  readonly study: Readonly<
    Pick<SourceInstance, 'PatientID' | 'StudyInstanceUID' | 'StudyDate' | 'AccessionNumber'>
  >;
}

export function identifiersOf(source: SourceInstance): Identifiers {
  const { PatientID, StudyInstanceUID, StudyDate, AccessionNumber } = source;
  return { study: { PatientID, StudyInstanceUID, StudyDate, AccessionNumber } };
}
