import type { Observation, ObservationComponent, Reference } from 'fhir/r5';
import { DCM, newUid, SCT } from '@echonet/dicom';
import type { AcceptedValue } from '../accepted-values';
import { concept, person, quantity, uidIdentifier } from './data-types';

/** What all resources of a report have in common. */
export interface ReportReferences {
  readonly subject: Reference;
  readonly basedOn: readonly Reference[];
  readonly study: Reference;
  readonly device: Reference;
  /** When the images were acquired. */
  readonly effectiveDateTime?: string;
  /** When the report was made. */
  readonly issued: string;
}

/** Type of an identifier in HL7's guide for DICOM SR. */
const observationUid = {
  coding: [
    {
      system: 'http://hl7.org/fhir/uv/dicom-sr/CodeSystem/dicom-identifier-type',
      code: 'observation-uid',
      display: 'Observation UID',
    },
  ],
};

const imaging = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/observation-category',
      code: 'imaging',
      display: 'Imaging',
    },
  ],
};

/**
 * A value that a reader accepted, by HL7's mapping of TID 300 in the guide for DICOM SR. The 90 % interval
 * is components with the codes of TID 310, not the reference range that the guide proposes for them: readers
 * would take that for the range of healthy people.
 *
 * @returns with its UID
 */
export function observationOf(
  { measurement, origin, decision, comments }: AcceptedValue,
  { subject, basedOn, study, device, effectiveDateTime, issued }: ReportReferences,
): { readonly uid: string; readonly observation: Observation } {
  const { name, site, method, derivation } = measurement;
  const uid = newUid();
  const components = [
    ...intervalComponents(measurement),
    ...(derivation
      ? [{ code: concept(DCM.Derivation), valueCodeableConcept: concept(derivation) }]
      : []),
  ];
  return {
    uid,
    observation: {
      resourceType: 'Observation',
      identifier: [{ type: observationUid, ...uidIdentifier(uid) }],
      ...(basedOn.length > 0 && { basedOn: [...basedOn] }),
      partOf: [study],
      status: 'preliminary',
      category: [imaging],
      code: concept(name),
      subject,
      ...(effectiveDateTime && { effectiveDateTime }),
      issued,
      ...(decision.reader && { performer: [person(decision.reader.personName)] }),
      valueQuantity: quantity(measurement),
      note: comments.map((text) => ({ text })),
      ...(site && { bodySite: concept(site) }),
      ...(method && { method: concept(method) }),
      ...(origin !== 'typed' && { device }),
      derivedFrom: [study],
      ...(components.length > 0 && { component: components }),
    },
  };
}

function intervalComponents({
  value,
  unit,
  interval90,
}: AcceptedValue['measurement']): ObservationComponent[] {
  if (!interval90) {
    return [];
  }
  const [low, high] = interval90;
  return [
    {
      code: concept(SCT.RangeOfUpperMeasurementUncertainty),
      valueQuantity: quantity({ value: high - value, unit }),
    },
    {
      code: concept(SCT.RangeOfLowerMeasurementUncertainty),
      valueQuantity: quantity({ value: value - low, unit }),
    },
  ];
}
