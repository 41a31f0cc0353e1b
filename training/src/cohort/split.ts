import { randomStream, shuffled } from '../random';
import { UserError } from '../user-error';

/** Which patients are learned from, which choose the weights, and which are only ever tested on. */
export interface PatientSplit {
  readonly train: string[];
  readonly validation: string[];
  readonly test: string[];
}

/**
 * Splits by patient, so that no patient is on two sides: `testShare` of all patients for the test,
 * `validationShare` of the others for validation (10 % each in the paper), at least one each.
 *
 * @throws {UserError} with fewer than three patients
 */
export function splitPatients(
  patientIds: Iterable<string>,
  {
    seed,
    testShare,
    validationShare,
  }: { seed: number; testShare: number; validationShare: number },
): PatientSplit {
  const patients = [...new Set(patientIds)].sort();
  if (patients.length < 3) {
    throw new UserError(
      `${patients.length} patients cannot be split into training, validation and test; at least 3 are needed.`,
    );
  }
  const inOrder = shuffled(patients, randomStream(seed, 'split'));
  const testCount = Math.max(1, Math.round(patients.length * testShare));
  const rest = patients.length - testCount;
  const validationCount = Math.max(1, Math.round(rest * validationShare));
  return {
    test: inOrder.slice(0, testCount).sort(),
    validation: inOrder.slice(testCount, testCount + validationCount).sort(),
    train: inOrder.slice(testCount + validationCount).sort(),
  };
}
