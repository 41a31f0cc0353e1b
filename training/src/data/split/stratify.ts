import { randomStream, shuffled } from '@echonet/models/random';
import { UserError } from '@echonet/command-line';
import { splitSets, type SplitSet } from './split-set';

/** A patient and its strata. */
export interface PatientStrata {
  readonly patientId: string;
  /** Strata of the patient, e.g. "lead=1". */
  readonly strata: readonly string[];
}

/** Shares of the patients, and the random seed. */
export interface SplitSettings {
  readonly seed: number;
  /** Share of all patients. */
  readonly testShare: number;
  /** Share of the patients outside the test set. */
  readonly validationShare: number;
  /** Share of the patients outside the test set; 0, and so no calibration set, unless given. */
  readonly calibrationShare?: number;
}

/**
 * Splits patients so that every stratum has the sets' shares as nearly as possible: iterative
 * stratification (Sechidis et al. 2011), rarest stratum first. The shares are exact to the patient,
 * at least one each (of calibration where its share is above 0 and there are enough patients). The order
 * of the patients does not matter.
 *
 * @throws {UserError} for fewer than three patients
 */
export function stratifiedSplit(
  patients: readonly PatientStrata[],
  { seed, ...shares }: SplitSettings,
): Map<string, SplitSet> {
  if (patients.length < 3) {
    throw new UserError(
      `${patients.length} patients cannot be split into training, validation and test; at least 3 are needed.`,
    );
  }
  return dealt(patients, roomOfSets(patients.length, shares), seed);
}

/**
 * Completes a given split. Where it has no test set, its validation patients become the test patients,
 * and validation patients are drawn from the training patients as stratifiedSplit does; likewise
 * calibration patients where a share is asked for and the split has none.
 */
export function completedSplit(
  given: ReadonlyMap<string, SplitSet>,
  patients: readonly PatientStrata[],
  { seed, validationShare, calibrationShare = 0 }: Omit<SplitSettings, 'testShare'>,
): Map<string, SplitSet> {
  const has = (splitSet: SplitSet) => [...given.values()].includes(splitSet);
  const shares = {
    validationShare: has('test') ? 0 : validationShare,
    calibrationShare: has('calibration') ? 0 : calibrationShare,
  };
  const training = patients.filter(({ patientId }) => given.get(patientId) === 'train');
  const room = { ...roomBeside(training.length, shares), test: 0 };
  const kept = [...given].map(
    ([patientId, splitSet]) =>
      [patientId, splitSet === 'validation' && !has('test') ? 'test' : splitSet] as const,
  );
  return new Map([...kept, ...dealt(training, room, seed)]);
}

function dealt(
  patients: readonly PatientStrata[],
  room: Record<SplitSet, number>,
  seed: number,
): Map<string, SplitSet> {
  const byId = [...patients].sort((a, b) => (a.patientId < b.patientId ? -1 : 1));
  const left = new Set(shuffled(byId, randomStream(seed, 'split')));
  const dealer = new Dealer(patients, room);
  const result = new Map<string, SplitSet>();
  while (left.size > 0) {
    const rarest = rarestStratum(left);
    for (const patient of left) {
      if (rarest !== undefined && !patient.strata.includes(rarest)) {
        continue;
      }
      result.set(patient.patientId, dealer.deal(patient, rarest));
      left.delete(patient);
    }
  }
  return result;
}

function roomOfSets(
  patients: number,
  { testShare, ...others }: Omit<SplitSettings, 'seed'>,
): Record<SplitSet, number> {
  const test = Math.min(patients - 2, Math.max(1, Math.round(patients * testShare)));
  const rest = patients - test;
  const validationShare = Math.max(others.validationShare, Number.MIN_VALUE);
  return { ...roomBeside(rest, { ...others, validationShare }), test };
}

/** Room of the sets that share `patients`: at least one where a share is above 0, and for training. */
function roomBeside(
  patients: number,
  { validationShare, calibrationShare = 0 }: Omit<SplitSettings, 'seed' | 'testShare'>,
): Omit<Record<SplitSet, number>, 'test'> {
  const taken = (share: number, free: number) =>
    share > 0 ? Math.max(0, Math.min(free, Math.max(1, Math.round(patients * share)))) : 0;
  const validation = taken(validationShare, patients - 1);
  const calibration = taken(calibrationShare, patients - validation - 1);
  return { train: patients - validation - calibration, validation, calibration };
}

/**
 * The stratum with the fewest remaining patients; undefined when the remaining patients have none.
 */
function rarestStratum(left: Iterable<PatientStrata>): string | undefined {
  const counts = new Map<string, number>();
  for (const { strata } of left) {
    for (const stratum of strata) {
      counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
    }
  }
  let rarest: string | undefined;
  for (const [stratum, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (rarest === undefined || count < counts.get(rarest)!) {
      rarest = stratum;
    }
  }
  return rarest;
}

/** Tracks how many patients of each stratum each set still needs. */
class Dealer {
  private readonly wanted: Record<SplitSet, Map<string, number>>;

  constructor(
    patients: readonly PatientStrata[],
    private readonly room: Record<SplitSet, number>,
  ) {
    const counts = new Map<string, number>();
    for (const { strata } of patients) {
      for (const stratum of strata) {
        counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
      }
    }
    const wantedBy = (splitSet: SplitSet) =>
      new Map(
        [...counts].map(([name, count]) => [name, (count * room[splitSet]) / patients.length]),
      );
    this.wanted = {
      train: wantedBy('train'),
      validation: wantedBy('validation'),
      calibration: wantedBy('calibration'),
      test: wantedBy('test'),
    };
  }

  /**
   * Assigns a patient to the set that needs its stratum most; on a tie to the set with most room.
   */
  deal({ strata }: PatientStrata, stratum: string | undefined): SplitSet {
    const wish = (splitSet: SplitSet) =>
      stratum === undefined ? 0 : this.wanted[splitSet].get(stratum)!;
    const [splitSet] = splitSets
      .filter((one) => this.room[one] > 0)
      .sort((a, b) => wish(b) - wish(a) || this.room[b] - this.room[a]);
    this.room[splitSet]--;
    for (const name of strata) {
      this.wanted[splitSet].set(name, this.wanted[splitSet].get(name)! - 1);
    }
    return splitSet;
  }
}
