import type { NaturalizedDataset } from '@echonet/dicom';

/**
 * Attributes of the patient and the study that every object of a study repeats where the source has
 * them (PS3.3 C.7.1.1, C.7.1.3, C.7.2.1, C.7.2.2, C.7.2.3), beside those that are read one by one.
 */
const carriedKeywords = [
  // Patient: identity and de-identification
  'TypeOfPatientID',
  'IssuerOfPatientIDQualifiersSequence',
  'OtherPatientIDs',
  'OtherPatientIDsSequence',
  'OtherPatientNames',
  'PatientBirthTime',
  'QualityControlSubject',
  'PatientIdentityRemoved',
  'DeidentificationMethod',
  'DeidentificationMethodCodeSequence',
  'LongitudinalTemporalInformationModified',

  // Clinical Trial Subject and Study
  'ClinicalTrialSponsorName',
  'ClinicalTrialProtocolID',
  'ClinicalTrialProtocolName',
  'IssuerOfClinicalTrialProtocolID',
  'OtherClinicalTrialProtocolIDsSequence',
  'ClinicalTrialSiteID',
  'ClinicalTrialSiteName',
  'IssuerOfClinicalTrialSiteID',
  'ClinicalTrialSubjectID',
  'IssuerOfClinicalTrialSubjectID',
  'ClinicalTrialSubjectReadingID',
  'IssuerOfClinicalTrialSubjectReadingID',
  'ClinicalTrialProtocolEthicsCommitteeName',
  'ClinicalTrialProtocolEthicsCommitteeApprovalNumber',
  'ClinicalTrialTimePointID',
  'IssuerOfClinicalTrialTimePointID',
  'ClinicalTrialTimePointDescription',
  'ClinicalTrialTimePointTypeCodeSequence',
  'LongitudinalTemporalOffsetFromEvent',
  'LongitudinalTemporalEventType',
  'ConsentForClinicalTrialUseSequence',

  // General Study and Patient Study
  'IssuerOfAccessionNumberSequence',
  'ReferringPhysicianIdentificationSequence',
  'ConsultingPhysicianName',
  'PhysiciansOfRecord',
  'NameOfPhysiciansReadingStudy',
  'RequestingService',
  'ReferencedStudySequence',
  'ProcedureCodeSequence',
  'ReasonForPerformedProcedureCodeSequence',
  'AdmissionID',
  'IssuerOfAdmissionIDSequence',
  'ServiceEpisodeID',
  'IssuerOfServiceEpisodeIDSequence',
  'AdmittingDiagnosesDescription',
  'AdmittingDiagnosesCodeSequence',
] as const;

/** Deeper than any of these sequences nests. */
const maxDepth = 6;

/**
 * The carried attributes that an instance has.
 *
 * @param instance naturalised, of any origin
 */
export function carriedAttributes(instance: unknown): NaturalizedDataset {
  const copied = copyAttributes(instance, carriedKeywords);
  return 'ClinicalTrialProtocolID' in copied ? { ...emptyOfTrial, ...copied } : copied;
}

/** Required of a trial's subject, and empty where it is unknown (type 2 in PS3.3 C.7.1.3). */
const emptyOfTrial = {
  ClinicalTrialProtocolName: '',
  ClinicalTrialSiteID: '',
  ClinicalTrialSiteName: '',
};

/** Copies attributes with their values and items; without what is empty or binary. */
export function copyAttributes(instance: unknown, keywords: readonly string[]): NaturalizedDataset {
  const attributes = (instance ?? {}) as NaturalizedDataset;
  return Object.fromEntries(
    keywords.flatMap((keyword) => {
      const value = copyValue(attributes[keyword], 0);
      return value === undefined ? [] : [[keyword, value]];
    }),
  );
}

function copyValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string' || typeof value === 'number') {
    return value === '' ? undefined : value;
  }
  if (Array.isArray(value)) {
    const values = value.map((each) => copyValue(each, depth)).filter((each) => each !== undefined);
    return values.length > 0 ? values : undefined;
  }
  if (typeof value !== 'object' || value === null || depth >= maxDepth || isBinary(value)) {
    return undefined;
  }
  if (isName(value)) {
    return nameText(value) || undefined;
  }
  const item = Object.fromEntries(
    Object.entries(value).flatMap(([keyword, inner]) => {
      const copy = /^[A-Z]\w*$/.test(keyword) ? copyValue(inner, depth + 1) : undefined;
      return copy === undefined ? [] : [[keyword, copy]];
    }),
  );
  return Object.keys(item).length > 0 ? item : undefined;
}

function isBinary(value: object): boolean {
  return (
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    'BulkDataURI' in value ||
    'InlineBinary' in value
  );
}

const nameGroups = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;

function isName(value: object): boolean {
  return nameGroups.some((group) => group in value);
}

/** The component groups of a name in DICOM JSON (PS3.18 F.2.2) as one value. */
export function nameText(value: unknown): string {
  const groups = (value ?? {}) as Readonly<Record<string, unknown>>;
  return nameGroups
    .map((group) => groups[group])
    .map((text) => (typeof text === 'string' ? text : ''))
    .join('=')
    .replace(/=+$/, '');
}
