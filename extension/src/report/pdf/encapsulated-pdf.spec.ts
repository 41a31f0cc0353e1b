import { describe, expect, it } from '@jest/globals';
import { TransferSyntax } from '@echonet/dicom';
import { readBack } from '../dicom/read-back';
import { sourcesForTests } from '../testing';
import { encapsulatedPdf } from './encapsulated-pdf';

describe('a stored PDF', () => {
  const pdf = Uint8Array.from({ length: 101 }, (_, i) => i);
  const stored = readBack(
    encapsulatedPdf(
      {
        pdf,
        title: 'Echolabor (VORLÄUFIG)',
        date: new Date('2026-11-26T10:55:30Z'),
        models: 'test 1.0.0',
        softwareVersion: '0.2.0',
      },
      [...sourcesForTests(2).values()],
      { seriesNumber: 9, seriesDescription: 'EchoNet PDF' },
      '2.25.99',
    ),
    TransferSyntax.ExplicitVRLittleEndian,
  );

  it('is a document of the study, unverified, with its names burned in', () => {
    expect(stored).toMatchObject({
      Modality: 'DOC',
      PatientID: 'P 17',
      StudyInstanceUID: '1.2.3',
      AccessionNumber: 'A1',
      VerificationFlag: 'UNVERIFIED',
      BurnedInAnnotation: 'YES',
      DocumentTitle: 'Echolabor (VORLÄUFIG)',
      MIMETypeOfEncapsulatedDocument: 'application/pdf',
      DeviceUID: '2.25.99',
    });
  });

  it('cites the clips that it is on', () => {
    const sources = stored.SourceInstanceSequence as { ReferencedSOPInstanceUID: string }[];
    expect(sources.map(({ ReferencedSOPInstanceUID: uid }) => uid)).toEqual(['1.2.3.1', '1.2.3.2']);
  });

  it('says how many of its bytes are the document', () => {
    const [bytes] = stored.EncapsulatedDocument as ArrayBuffer[];
    expect(stored.EncapsulatedDocumentLength).toBe(101);
    expect(bytes.byteLength).toBe(102);
    expect(new Uint8Array(bytes, 0, 101)).toEqual(pdf);
  });
});
