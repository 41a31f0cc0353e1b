import * as v from 'valibot';
import type { NaturalizedDataset } from '@echonet/dicom';
import { carriedAttributes, nameText } from './carried-attributes';
import { lossyHistory, type LossyCompression } from './lossy-history';
import { requestAttributes } from './request-attributes';

/** Text of a naturalised data set: a string, a number, or an array of one. */
const writtenText = v.pipe(
  v.unknown(),
  v.transform((value) => (Array.isArray(value) ? (value[0] as unknown) : value)),
  v.transform((value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '',
  ),
);

/** A person's name: text or, as in DICOM JSON, its component groups (PS3.18 F.2.2). */
const writtenName = v.pipe(
  v.unknown(),
  v.transform((value) => (Array.isArray(value) ? (value[0] as unknown) : value)),
  v.transform((value) => (typeof value === 'string' ? value.trim() : nameText(value))),
);

const text = v.optional(writtenText, '');
const personName = v.optional(writtenName, '');
const uid = v.pipe(text, v.regex(/^[\d.]{1,64}$/, 'is no UID'));

const schema = v.object({
  SOPClassUID: uid,
  SOPInstanceUID: uid,
  SeriesInstanceUID: uid,
  StudyInstanceUID: uid,
  TimezoneOffsetFromUTC: text,
  // Patient and Patient Study (PS3.3 C.7.1.1, C.7.2.2)
  PatientName: personName,
  PatientID: text,
  IssuerOfPatientID: text,
  PatientBirthDate: text,
  PatientSex: text,
  PatientAge: text,
  PatientSize: text,
  PatientWeight: text,
  // General Study (PS3.3 C.7.2.1)
  StudyDate: text,
  StudyTime: text,
  StudyID: text,
  StudyDescription: text,
  AccessionNumber: text,
  ReferringPhysicianName: personName,
});

/** The attributes of a clip that results of it repeat. */
export interface SourceInstance extends v.InferOutput<typeof schema> {
  /** Further attributes of the patient and the study. */
  readonly carried: NaturalizedDataset;
  /** Items of Request Attributes Sequence. */
  readonly requests: readonly NaturalizedDataset[];
  readonly lossyHistory: readonly LossyCompression[];
}

/** A clip that results cannot refer to; the message is a full sentence. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';
}

/**
 * Reads the patient, the study and the UIDs of a naturalised instance.
 *
 * @throws SourceProblem naming the missing attribute without which nothing can be stored
 */
export function readSourceInstance(instance: unknown): SourceInstance {
  const parsed = v.safeParse(schema, instance ?? {});
  if (parsed.success) {
    return {
      ...parsed.output,
      carried: carriedAttributes(instance),
      requests: requestAttributes(instance),
      lossyHistory: lossyHistory(instance),
    };
  }
  const path = v.getDotPath(parsed.issues[0]) ?? 'the header';
  throw new SourceProblem(
    `The clip's header cannot be cited (${path} is missing or damaged), so results cannot be stored with it.`,
  );
}

/** Attributes of type 2, which every object of a study has, if only empty. */
const required = [
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'StudyDate',
  'StudyTime',
  'StudyID',
  'AccessionNumber',
  'ReferringPhysicianName',
] as const;

const optional = [
  'TimezoneOffsetFromUTC',
  'IssuerOfPatientID',
  'PatientAge',
  'PatientSize',
  'PatientWeight',
  'StudyDescription',
] as const;

/**
 * The Patient, Study and Clinical Trial modules of a new object in the study of the source, its
 * de-identification included.
 */
export function patientAndStudy(source: SourceInstance): NaturalizedDataset {
  return Object.fromEntries([
    ...Object.entries(source.carried),
    ...required.map((keyword) => [keyword, source[keyword]]),
    ...optional.filter((keyword) => source[keyword] !== '').map((key) => [key, source[key]]),
  ]) as NaturalizedDataset;
}
