import { describe, expect, it } from '@jest/globals';
import type { Candidate } from './candidate';
import { unifyPatients } from './unify-patients';

const clipOf = (patientId: string): Candidate => ({
  name: `${patientId}.dcm`,
  origin: { format: 'dicom', file: `${patientId}.dcm` },
  patientId,
  view: 'A4C',
  labels: { EF: 55 },
});

describe('unifyPatients', () => {
  it('takes IDs that differ in case alone for one patient, and says so', () => {
    const { candidates, problems } = unifyPatients(['Ab1', 'aB1 ', 'x', 'Ab1'].map(clipOf));
    expect(candidates.map(({ patientId }) => patientId)).toEqual(['Ab1', 'Ab1', 'x', 'Ab1']);
    expect(problems).toEqual([
      {
        name: 'PatientID aB1 ',
        reason: expect.stringMatching(/taken for that of the patient Ab1/),
      },
    ]);
  });
});
