import type {
  Bundle,
  BundleEntry,
  Device,
  DiagnosticReport,
  Observation,
  Reference,
} from 'fhir/r5';
import { DCM, newUid, software } from '@echonet/dicom';
import { en } from '../../strings/en';
import { acceptedValues, type AcceptedValue } from '../accepted-values';
import type { SourceInstance } from '../dicom/source-instance';
import { remarksOf } from '../remarks';
import type { Report } from '../report';
import { concept, dateTime, person, uidIdentifier, uuidUrl } from './data-types';
import { narrativeOf } from './narrative';
import { observationOf, type ReportReferences } from './observation';
import { patientReference } from './patient';

export interface FhirContext {
  readonly deviceUid: string;
  /** System of the patient's identifier, if configured. */
  readonly patientIdSystem?: string;
}

/**
 * A report as a transaction of FHIR R5: a preliminary DiagnosticReport with an Observation for each quantity
 * that the reader accepted, and this software as a Device. Patient, study and order are referred to by
 * identifier.
 *
 * @param source of a clip of the report
 * @returns undefined where the reader accepted no quantity with a standard code
 * @throws SourceProblem for a study without a Patient ID
 */
export function reportBundle(
  report: Report,
  source: SourceInstance,
  { deviceUid, patientIdSystem }: FhirContext,
): Bundle | undefined {
  const values = acceptedValues(report);
  if (values.length === 0) {
    return undefined;
  }
  const deviceUrl = uuidUrl(newUid());
  const references: ReportReferences = {
    subject: patientReference(source, patientIdSystem),
    basedOn: orders(source),
    study: { type: 'ImagingStudy', identifier: uidIdentifier(source.StudyInstanceUID) },
    device: { reference: deviceUrl, display: software.deviceName },
    effectiveDateTime: dateTime(source.StudyDate, source.StudyTime, source.TimezoneOffsetFromUTC),
    issued: report.date.toISOString(),
  };
  const observations = values.map((value) => observationOf(value, references));
  const reportUid = newUid();
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    timestamp: references.issued,
    entry: [
      entry(deviceUrl, deviceOf(report, deviceUid), identifierQuery(deviceUid)),
      ...observations.map(({ uid, observation }) => entry(uuidUrl(uid), observation)),
      entry(
        uuidUrl(reportUid),
        diagnosticReport(report, values, references, {
          uid: reportUid,
          results: observations.map(({ uid }) => ({ reference: uuidUrl(uid) })),
        }),
      ),
    ],
  };
}

type Sent = Device | Observation | DiagnosticReport;

/** @param ifNoneExist query of a resource that is made only where the server has none */
function entry(fullUrl: string, resource: Sent, ifNoneExist?: string): BundleEntry<Sent> {
  return {
    fullUrl,
    resource,
    request: { method: 'POST', url: resource.resourceType, ...(ifNoneExist && { ifNoneExist }) },
  };
}

function identifierQuery(uid: string): string {
  const { system, value } = uidIdentifier(uid);
  return `identifier=${system}|${value}`;
}

function deviceOf({ softwareVersion }: Report, deviceUid: string): Device {
  return {
    resourceType: 'Device',
    identifier: [uidIdentifier(deviceUid)],
    displayName: software.deviceName,
    manufacturer: software.manufacturer,
    version: [{ value: softwareVersion }],
  };
}

/** The order by its accession number. */
function orders({ AccessionNumber }: SourceInstance): Reference[] {
  const type = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'ACSN' }],
  };
  return AccessionNumber
    ? [{ type: 'ServiceRequest', identifier: { type, value: AccessionNumber } }]
    : [];
}

function diagnosticReport(
  report: Report,
  values: readonly AcceptedValue[],
  { subject, basedOn, study, effectiveDateTime, issued }: ReportReferences,
  { uid, results }: { readonly uid: string; readonly results: readonly Reference[] },
): DiagnosticReport {
  const { reader } = report;
  return {
    resourceType: 'DiagnosticReport',
    text: narrativeOf(report, values),
    identifier: [uidIdentifier(uid)],
    ...(basedOn.length > 0 && { basedOn: [...basedOn] }),
    status: 'preliminary',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v2-0074',
            code: 'CUS',
            display: 'Cardiac Ultrasound',
          },
        ],
      },
    ],
    code: concept(DCM.AdultEchocardiographyProcedureReport),
    subject,
    ...(effectiveDateTime && { effectiveDateTime }),
    issued,
    ...(reader && { resultsInterpreter: [person(reader.personName)] }),
    result: [...results],
    note: remarksOf(report, en).map((text) => ({ text })),
    study: [study],
  };
}
