import { describe, expect, it } from '@jest/globals';
import { TransferSyntax } from '@echonet/dicom';
import { displaySetOf } from '../../clips/testing';
import { secondaryCapture } from '../capture/secondary-capture';
import { procedureReport } from '../procedure-report/procedure-report';
import { structuredReport } from '../sr/structured-report';
import { reportForTests, studyAttributes } from '../testing';
import { carriedAttributes } from './carried-attributes';
import { readBack } from './read-back';
import { readSourceInstance } from './source-instance';

const code = (CodeValue: string, CodeMeaning: string) => [
  { CodeValue, CodingSchemeDesignator: 'DCM', CodeMeaning },
];

/** As a host holds them: names as component groups, sequences as arrays. */
const carried = {
  PatientIdentityRemoved: 'YES',
  DeidentificationMethod: 'Site profile',
  DeidentificationMethodCodeSequence: code('113100', 'Basic Application Confidentiality Profile'),
  LongitudinalTemporalInformationModified: 'MODIFIED',
  IssuerOfPatientIDQualifiersSequence: [
    { UniversalEntityID: '1.2.9', UniversalEntityIDType: 'ISO' },
  ],
  OtherPatientIDsSequence: [
    { PatientID: 'X1', IssuerOfPatientID: 'Clinic', TypeOfPatientID: 'TEXT' },
    { PatientID: 'X2', IssuerOfPatientID: 'Registry', TypeOfPatientID: 'TEXT' },
  ],
  ClinicalTrialSponsorName: 'Sponsor',
  ClinicalTrialProtocolID: 'Protocol 7',
  ClinicalTrialSubjectID: 'Subject 12',
  ClinicalTrialTimePointID: 'Baseline',
  LongitudinalTemporalOffsetFromEvent: 42.5,
  LongitudinalTemporalEventType: 'ENROLLMENT',
  IssuerOfAccessionNumberSequence: [{ LocalNamespaceEntityID: 'RIS' }],
  ProcedureCodeSequence: code('P5-B3003', 'Transthoracic echocardiography'),
};
const physicians = [{ Alphabetic: 'House^Gregory' }, { Alphabetic: 'Wu', Ideographic: '吴' }];
const otherNames = [
  { Alphabetic: 'Maier^Änne' },
  { Alphabetic: 'Yamada^Hanako', Ideographic: '山田^花子', Phonetic: 'やまだ^はなこ' },
];
const request = {
  RequestedProcedureID: 'RP 1',
  RequestedProcedureDescription: 'Echo',
  ScheduledProcedureStepID: 'SPS 1',
};
const [instance] = displaySetOf(1, {
  ...studyAttributes,
  ...carried,
  PhysiciansOfRecord: physicians,
  OtherPatientNames: otherNames,
  RequestAttributesSequence: [request],
  LossyImageCompression: '01',
  LossyImageCompressionRatio: [9.5],
  LossyImageCompressionMethod: ['ISO_15444_1'],
}).instances!;
const source = readSourceInstance(instance);
const series = { seriesNumber: 9, seriesDescription: 'EchoNet' };

const report = readBack(
  structuredReport(reportForTests(1), new Map([[source.SOPInstanceUID, source]]), series),
  TransferSyntax.ExplicitVRLittleEndian,
);
const ofProcedure = readBack(
  procedureReport(reportForTests(1), new Map([[source.SOPInstanceUID, source]]), {
    series,
    deviceUid: '2.25.99',
    predecessors: [],
  })!,
  TransferSyntax.ExplicitVRLittleEndian,
);
const capture = readBack(
  secondaryCapture(
    {
      frames: [Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
      Rows: 100,
      Columns: 100,
      frameTimeMs: 100,
      frameNumbers: [1],
      date: new Date('2026-11-26T10:55:30Z'),
      model: 'test 1.0.0',
      softwareVersion: '0.1.0',
      derivation: 'Saliency.',
      remarks: [],
    },
    source,
    series,
  ),
  TransferSyntax.JPEGBaseline8Bit,
);

/** Without what dcmjs adds to sequences and items. */
const plain = (dataset: Record<string, unknown>) =>
  JSON.parse(
    JSON.stringify(dataset, (key, value: unknown) => (key === '_vrMap' ? undefined : value)),
  ) as Record<string, unknown>;

describe.each([
  ['report', report],
  ['procedure report', ofProcedure],
  ['capture', capture],
])('a stored %s', (_, stored) => {
  it('carries de-identification, trial, identifiers and procedure of the source', () => {
    expect(plain(stored)).toMatchObject(carried);
    expect(stored.PhysiciansOfRecord).toMatchObject(physicians);
    expect(stored.OtherPatientNames).toMatchObject(otherNames);
  });
});

describe('the request of a source', () => {
  it('is referenced by a report, with every attribute that the reference needs', () => {
    expect(plain(report).ReferencedRequestSequence).toEqual([
      expect.objectContaining({
        StudyInstanceUID: '1.2.3',
        AccessionNumber: 'A1',
        RequestedProcedureID: 'RP 1',
        RequestedProcedureDescription: 'Echo',
      }),
    ]);
    expect(plain(report).PerformedProcedureCodeSequence).toEqual(carried.ProcedureCodeSequence);
  });

  it('is that of a capture, without the scheduled step, which made the source', () => {
    expect(plain(capture).RequestAttributesSequence).toEqual([
      { RequestedProcedureID: 'RP 1', RequestedProcedureDescription: 'Echo' },
    ]);
  });
});

describe('the lossy compressions of a capture', () => {
  it('begin with those of the source', () => {
    expect(capture).toMatchObject({
      LossyImageCompression: '01',
      LossyImageCompressionRatio: [9.5, expect.any(Number)],
      LossyImageCompressionMethod: ['ISO_15444_1', 'ISO_10918_1'],
    });
  });
});

describe('carriedAttributes', () => {
  it('has what the module of a trial requires, empty where the source does not say it', () => {
    expect(carriedAttributes({ ...carried, ClinicalTrialSiteName: 'Site' })).toMatchObject({
      ClinicalTrialProtocolName: '',
      ClinicalTrialSiteID: '',
      ClinicalTrialSiteName: 'Site',
    });
    const keywords = Object.keys(carriedAttributes({ PatientIdentityRemoved: 'YES' }));
    expect(keywords).toEqual(['PatientIdentityRemoved']);
  });

  it('keeps a single other name, as an archive or a file gives it', () => {
    const named = (OtherPatientNames: unknown) => carriedAttributes({ OtherPatientNames });
    const [, japanese] = otherNames;
    const text = 'Yamada^Hanako=山田^花子=やまだ^はなこ';
    expect(named(japanese)).toEqual({ OtherPatientNames: text });
    expect(named([japanese])).toEqual({ OtherPatientNames: [text] });
    expect(named('Maier^Änne')).toEqual({ OtherPatientNames: 'Maier^Änne' });
    expect(named([{ Ideographic: '山田' }])).toEqual({ OtherPatientNames: ['=山田'] });
  });

  it('leaves out what is empty, binary, nested without end or no attribute', () => {
    const endless: Record<string, unknown> = { PatientID: 'X' };
    endless.OtherPatientIDsSequence = [endless];
    expect(carriedAttributes(undefined)).toEqual({});
    expect(
      carriedAttributes({
        DeidentificationMethod: '',
        ClinicalTrialProtocolID: null,
        ProcedureCodeSequence: [{ CodeValue: 'x', _vrMap: {}, Blob: new ArrayBuffer(2) }, {}],
        AdmissionID: { BulkDataURI: 'http://archive/bulk' },
        PatientName: 'Doe',
      }),
    ).toEqual({ ProcedureCodeSequence: [{ CodeValue: 'x' }] });
    expect(JSON.stringify(carriedAttributes(endless)).length).toBeLessThan(500);
  });
});
