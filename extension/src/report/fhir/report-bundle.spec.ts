import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Bundle, DiagnosticReport, Observation } from 'fhir/r5';
import { newUid } from '@echonet/dicom';
import type { SourceInstance } from '../dicom/source-instance';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
} from '../testing';
import { concept, dateTime, quantity, uuidUrl } from './data-types';
import { reportBundle } from './report-bundle';

const [source] = sourcesForTests(1).values();
const reader = { personName: 'Moeller^Ada' };
const report = reportForTests(1, {
  reader,
  reading: readingOfClips(1, {}, fourChamberView),
  measured: [measuredForTests(['LAVolume'], { edits: { typed: new Map([['LAVolume', 61]]) } })],
  decisions: new Map([['EF', { ...decisionForTests('accepted'), reader }]]),
  note: 'Ask <Dr. X> & "Y"',
});
const context = { deviceUid: '2.25.99' };
const bundleOf = (changed: Partial<SourceInstance> = {}, patientIdSystem?: string): Bundle =>
  reportBundle(report, { ...source, ...changed }, { ...context, patientIdSystem })!;
const resources = ({ entry }: Bundle) => entry!.map(({ resource }) => resource!);
const observations = (bundle: Bundle) =>
  resources(bundle).filter((each): each is Observation => each.resourceType === 'Observation');
const diagnosticReport = (bundle: Bundle) =>
  resources(bundle).find(
    (each): each is DiagnosticReport => each.resourceType === 'DiagnosticReport',
  )!;

describe('a report as FHIR R5', () => {
  it('is a transaction of a device, an observation for each accepted value, and a preliminary report', () => {
    const bundle = bundleOf();
    expect(bundle.type).toBe('transaction');
    expect(bundle.entry?.map(({ request }) => [request?.method, request?.url])).toEqual([
      ['POST', 'Device'],
      ['POST', 'Observation'],
      ['POST', 'Observation'],
      ['POST', 'DiagnosticReport'],
    ]);
    // A second report of the same installation makes no second device.
    expect(bundle.entry?.[0].request?.ifNoneExist).toBe('identifier=urn:dicom:uid|urn:oid:2.25.99');
    const urls = bundle.entry!.map(({ fullUrl }) => fullUrl!);
    expect(new Set(urls).size).toBe(4);
    urls.forEach((url) => expect(url).toMatch(/^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/));
    const { status, result } = diagnosticReport(bundle);
    expect(status).toBe('preliminary');
    expect(result?.map(({ reference }) => reference)).toEqual(urls.slice(1, 3));
  });

  it('refers to patient, study and order by identifier, and names the patient nowhere', () => {
    const bundle = bundleOf();
    for (const resource of [...observations(bundle), diagnosticReport(bundle)]) {
      expect(resource).toMatchObject({
        subject: { type: 'Patient', identifier: { value: 'P 17' } },
        basedOn: [{ identifier: { value: 'A1' } }],
        effectiveDateTime: '2026-11-26',
        issued: '2026-11-26T10:55:30.250Z',
      });
    }
    const study = {
      type: 'ImagingStudy',
      identifier: { system: 'urn:dicom:uid', value: 'urn:oid:1.2.3' },
    };
    expect(observations(bundle)[0]).toMatchObject({ derivedFrom: [study], partOf: [study] });
    expect(diagnosticReport(bundle).study).toEqual([study]);
    expect(JSON.stringify(bundle)).not.toMatch(/Meier|1960/);
  });

  it("says whose the patient's identifier is: as configured, or else by the issuer's OID", () => {
    const systemOf = (bundle: Bundle) => observations(bundle)[0].subject?.identifier?.system;
    const carried = {
      IssuerOfPatientIDQualifiersSequence: [
        { UniversalEntityID: '1.2.9', UniversalEntityIDType: 'ISO' },
      ],
    };
    expect(systemOf(bundleOf())).toBeUndefined();
    expect(systemOf(bundleOf({ carried }))).toBe('urn:oid:1.2.9');
    expect(systemOf(bundleOf({ carried }, 'urn:oid:1.2.8'))).toBe('urn:oid:1.2.8');
    expect(() => bundleOf({ PatientID: '' })).toThrow(/no Patient ID/);
  });

  it('says of a predicted value its code, method, interval, device and who accepted it', () => {
    const [ef] = observations(bundleOf());
    const percent = { unit: '%', system: 'http://unitsofmeasure.org', code: '%' };
    expect(ef).toMatchObject({
      status: 'preliminary',
      code: { coding: [{ system: 'http://loinc.org', code: '18043-0' }] },
      valueQuantity: { value: 55.25, ...percent },
      method: { text: 'Direct regression by neural network' },
      bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '87878005' }] },
      performer: [{ display: 'Ada Moeller' }],
      device: { display: 'EchoNet for OHIF' },
      component: [
        { code: { coding: [{ code: '371886008' }] }, valueQuantity: { value: 11, ...percent } },
        { code: { coding: [{ code: '371885007' }] }, valueQuantity: { value: 11, ...percent } },
        { valueCodeableConcept: { text: 'Estimated' } },
      ],
    });
    // The uncertainty of a value is no range of healthy people.
    expect(ef.referenceRange).toBeUndefined();
    // A private method has no code system.
    expect(ef.method?.coding).toBeUndefined();
    expect(ef.note?.map(({ text }) => text).join(' ')).toMatch(
      /90 % interval .*Trained on simulated/,
    );
  });

  it('names no device for a value that the reader typed', () => {
    const [, atrium] = observations(bundleOf());
    expect(atrium).toMatchObject({
      code: { coding: [{ system: 'http://snomed.info/sct', code: '399235004' }] },
      valueQuantity: { value: 61, code: 'mL' },
      note: [{ text: 'Typed by the reader.' }],
    });
    expect([atrium.device, atrium.method]).toEqual([undefined, undefined]);
  });

  it('tells people the same, with what to doubt, as well-formed XHTML', () => {
    const { div } = diagnosticReport(bundleOf()).text!;
    expect(div).toContain(
      'Left Ventricular Ejection Fraction by US: 55.3 % (90 % interval 44.3 % to 66.3 %)',
    );
    expect(div).toContain('For research use only. Not for diagnosis.');
    expect(div).toContain('Ask &lt;Dr. X&gt; &amp; "Y"');
    expect(div).toMatch(/^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml">.*<\/div>$/);
  });

  it('does not exist where the reader accepted nothing that it could hold', () => {
    expect(
      reportBundle(reportForTests(1, { decisions: new Map() }), source, context),
    ).toBeUndefined();
  });
});

describe('FHIR data types', () => {
  it('have a time only with its offset from UTC, and no date that is none', () => {
    expect(dateTime('20261126', '093000.5', '+0130')).toBe('2026-11-26T09:30:00+01:30');
    expect(dateTime('20261126', '0930', '+0130')).toBe('2026-11-26');
    expect(dateTime('20261126', '093000', '')).toBe('2026-11-26');
    expect(dateTime('20261326', '093000', '')).toBeUndefined();
    expect(dateTime('', '', '')).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (date, time, offset) => {
        const text = dateTime(date, time, offset);
        expect(text === undefined || !Number.isNaN(Date.parse(text))).toBe(true);
      }),
    );
  });

  it('have codes of standard systems, and private ones as text', () => {
    expect(concept({ scheme: 'DCM', value: '125208', meaning: 'Disks' }).coding).toEqual([
      { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '125208', display: 'Disks' },
    ]);
    expect(concept({ scheme: '99ECHONET', value: 'x', meaning: 'X' })).toEqual({ text: 'X' });
    expect(concept({ scheme: '99OTHER', value: 'x', meaning: 'X' })).toEqual({ text: 'X' });
    expect(
      quantity({ value: 1 / 3, unit: { scheme: 'UCUM', value: 'mL', meaning: 'ml' } }).value,
    ).toBe(0.333333);
  });

  it('have the UUID that a UID was made from (PS3.5 B.2)', () => {
    // The example of RFC 9562, 5.1, as the decimal that Python's uuid module gives for it.
    expect(uuidUrl('2.25.329800735698586629295641978511506172918')).toBe(
      'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    );
    expect(uuidUrl(newUid())).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab]/);
  });
});
