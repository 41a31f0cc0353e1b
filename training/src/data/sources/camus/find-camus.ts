import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';

/** Apical views of the data set by the name in its files. */
export const camusViews = { A4C: '4CH', A2C: '2CH' } as const;
export type CamusView = keyof typeof camusViews;

/** Where the parts of a CAMUS data set lie. */
export interface CamusFolder {
  /** Holds patient0001, patient0002, ... */
  readonly patientsFolder: string;
  /** Names of the patients' folders, sorted. */
  readonly patients: readonly string[];
  /** Holds subgroup_training.txt, ...; absent where there is none. */
  readonly splitFolder?: string;
}

const patientName = /^patient\d{4}$/;

/**
 * Finds the parts of CAMUS in the folder that holds database_nifti, or in database_nifti itself.
 *
 * @throws {UserError} when there is no patient
 */
export function findCamus(folder: string): CamusFolder {
  const inside = path.join(folder, 'database_nifti');
  const patientsFolder = existsSync(inside) ? inside : folder;
  const patients = patientsIn(patientsFolder);
  if (patients.length === 0) {
    throw new UserError(
      `${folder} holds no CAMUS patients; name the folder with database_nifti/patient0001/patient0001_4CH_ED.nii.gz and so on.`,
    );
  }
  const splitFolder = path.join(path.dirname(path.resolve(patientsFolder)), 'database_split');
  return {
    patientsFolder,
    patients,
    ...(existsSync(splitFolder) && { splitFolder }),
  };
}

function patientsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => patientName.test(name))
      .sort();
  } catch (error) {
    throw new UserError(`The folder ${folder} cannot be read.`, { cause: error });
  }
}
