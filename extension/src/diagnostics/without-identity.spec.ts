import { describe, expect, it } from '@jest/globals';
import type { DisplaySet } from '../host/contracts';
import { withoutIdentity } from './without-identity';

const study: DisplaySet[] = [
  {
    displaySetInstanceUID: 'a',
    instances: [
      {
        PatientName: [{ Alphabetic: 'Muster^Erika' }],
        PatientID: '4711',
        SeriesDescription: 'A4C (Muster)',
        OtherPatientIDsSequence: [{ PatientID: 'K-99' }],
        StudyInstanceUID: '1.2.840.113619.2.1',
      },
    ],
  },
];

describe('a message without identity', () => {
  it.each([
    ['A4C (Muster): Frame 3 could not be read.', '‹removed›: Frame 3 could not be read.'],
    ['patient ERIKA has no frame', 'patient ‹removed› has no frame'],
    ['4711 and K-99, but not 47112', '‹removed› and ‹removed›, but not 47112'],
    ['no instance 1.2.840.99.77.3.', 'no instance ‹removed›.'],
    ['HTTP 404 at https://pacs.example/dicom-web/studies/1.2/frames/3', 'HTTP 404 at ‹removed›'],
    [
      'the server answered HTTP 404 at https://our.hospital/models/a4c/weights.bin.',
      'the server answered HTTP 404 at ‹removed›/weights.bin',
    ],
    ['wadors:https://x/1.2 failed', '‹removed› failed'],
    [
      'WebGPU stopped (device lost), version 4.22.0',
      'WebGPU stopped (device lost), version 4.22.0',
    ],
  ])('turns %j into %j', (message, expected) => {
    expect(withoutIdentity(message, study)).toBe(expected);
  });

  it('removes clip names, which can end in a part of the UID', () => {
    expect(withoutIdentity('Apical (… 123456): blank.', [], ['Apical (… 123456)'])).toBe(
      '‹removed›: blank.',
    );
  });
});
