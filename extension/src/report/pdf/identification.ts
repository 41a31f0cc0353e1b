import type { Strings } from '../../strings';
import type { SourceInstance } from '../dicom/source-instance';

/** Patient and study as a PDF names them, for reading. */
export interface Identification {
  /** Labels with their values; what the header does not say is left out. */
  readonly fields: readonly (readonly [label: string, value: string])[];
  /** In one line, for the foot of every page. */
  readonly line: string;
}

export function identificationOf(
  source: SourceInstance,
  { locale, reportDocument: { patient: labels, sexes } }: Strings,
): Identification {
  const name = readableName(source.PatientName);
  const id = [source.PatientID, source.IssuerOfPatientID].filter(Boolean).join(', ');
  const studyDate = readableDate(source.StudyDate, locale);
  const study = [studyDate, readableTime(source.StudyTime)].filter(Boolean).join(', ');
  const fields: (readonly [string, string])[] = [
    [labels.name, name],
    [labels.study, study],
    [labels.id, id],
    [labels.accessionNumber, source.AccessionNumber],
    [labels.birthDate, readableDate(source.PatientBirthDate, locale)],
    [labels.description, source.StudyDescription],
    [labels.sex, sexes[source.PatientSex] ?? source.PatientSex],
    [labels.referringPhysician, readableName(source.ReferringPhysicianName)],
  ];
  return {
    fields: fields.filter(([, value]) => value !== ''),
    line: [name, source.PatientID, studyDate, source.AccessionNumber].filter(Boolean).join(' · '),
  };
}

/**
 * A person's name (PN, PS3.5 6.2.1) as "Family, Given Middle", in all of its writings: alphabetic, then
 * ideographic and phonetic in brackets.
 */
export function readableName(name: string): string {
  const [first = '', ...others] = name.split('=').map(readableGroup).filter(Boolean);
  return others.length > 0 ? `${first} (${others.join('; ')})` : first;
}

function readableGroup(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((component) => component.trim());
  const others = [prefix, given, middle].filter(Boolean).join(' ');
  return [[family, others].filter(Boolean).join(', '), suffix].filter(Boolean).join(', ');
}

/** A date (DA) in the notation of the language; as it is where it is no date. */
function readableDate(value: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? [];
  if (!year) {
    return value;
  }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** Hours and minutes of a time (TM). */
function readableTime(value: string): string {
  const [, hours, minutes] = /^(\d{2})(\d{2})/.exec(value) ?? [];
  return hours ? `${hours}:${minutes}` : value;
}
