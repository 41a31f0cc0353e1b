import type { Reference } from 'fhir/r5';
import { firstText, sequenceItems } from '@echonet/dicom';
import { SourceProblem, type SourceInstance } from '../dicom/source-instance';

/**
 * The patient by identifier: the server knows whom it belongs to, and nothing else of the patient is sent.
 *
 * @param system of the identifier, if configured; otherwise the OID of the issuer where the study has one
 * @throws SourceProblem without a Patient ID
 */
export function patientReference(source: SourceInstance, system: string | undefined): Reference {
  const { PatientID, IssuerOfPatientID } = source;
  if (!PatientID) {
    throw new SourceProblem(
      'The study has no Patient ID, so FHIR resources of it would belong to nobody.',
    );
  }
  const of = system ?? issuerOid(source);
  return {
    type: 'Patient',
    identifier: {
      ...(of && { system: of }),
      value: PatientID,
      ...(IssuerOfPatientID && { assigner: { display: IssuerOfPatientID } }),
    },
  };
}

function issuerOid({ carried }: SourceInstance): string | undefined {
  const [qualifiers] = sequenceItems(carried.IssuerOfPatientIDQualifiersSequence);
  const oid = firstText(qualifiers?.UniversalEntityID);
  return firstText(qualifiers?.UniversalEntityIDType) === 'ISO' && oid
    ? `urn:oid:${oid}`
    : undefined;
}
