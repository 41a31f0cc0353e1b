import type { CodeableConcept, Identifier, Quantity, Reference } from 'fhir/r5';
import { ownScheme, type Code, type Quantity as CodedQuantity } from '@echonet/dicom';

/** Code systems of FHIR by Coding Scheme Designator (PS3.16 table 8-1). */
const systems: Readonly<Record<string, string>> = {
  DCM: 'http://dicom.nema.org/resources/ontology/DCM',
  LN: 'http://loinc.org',
  SCT: 'http://snomed.info/sct',
  UCUM: 'http://unitsofmeasure.org',
};

/** Private codes, which have no code system, become text. */
export function concept({ value, scheme, meaning }: Code): CodeableConcept {
  const isCoded = scheme !== ownScheme && Object.hasOwn(systems, scheme);
  return {
    ...(isCoded && { coding: [{ system: systems[scheme], code: value, display: meaning }] }),
    text: meaning,
  };
}

/** @param unit UCUM */
export function quantity({ value, unit }: CodedQuantity): Quantity {
  return {
    // The digits beyond are of the computation, not of the measurement.
    value: Number(value.toPrecision(6)),
    unit: unit.value,
    system: systems.UCUM,
    code: unit.value,
  };
}

/** A DICOM UID as an identifier, as in HL7's guide for DICOM SR. */
export function uidIdentifier(uid: string): Identifier {
  return { system: 'urn:dicom:uid', value: `urn:oid:${uid}` };
}

/** The UUID that a UID under 2.25 is made from (PS3.5 B.2), as a URL within a Bundle. */
export function uuidUrl(uid: string): string {
  const hex = BigInt(uid.replace(/^2\.25\./, ''))
    .toString(16)
    .padStart(32, '0');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `urn:uuid:${[...parts, hex.slice(20)].join('-')}`;
}

/** A person by name, whom the server may not know. */
export function person(personName: string): Reference {
  const [family = '', given = ''] = personName.split('=')[0].split('^');
  return { type: 'Practitioner', display: [given, family].filter(Boolean).join(' ') };
}

/**
 * A date, with its time where the offset from UTC is known: FHIR has no times without.
 *
 * @param date DA
 * @param time TM
 * @param offset Timezone Offset From UTC
 * @returns undefined where the date is missing or malformed
 */
export function dateTime(date: string, time: string, offset: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  if (!year || Number.isNaN(Date.parse(`${year}-${month}-${day}`))) {
    return undefined;
  }
  const clock = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)/.exec(time);
  const zone = /^([+-]\d{2})([0-5]\d)$/.exec(offset);
  return clock && zone
    ? `${year}-${month}-${day}T${clock.slice(1, 4).join(':')}${zone[1]}:${zone[2]}`
    : `${year}-${month}-${day}`;
}
