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
}

/**
 * Splits patients so that every stratum has the sets' shares as nearly as possible: iterative
 * stratification (Sechidis et al. 2011), rarest stratum first. The shares are exact to the patient,
 * at least one each. The order of the patients does not matter.
 *
 * @throws {UserError} for fewer than three patients
 */
export function stratifiedSplit(
  patients: readonly PatientStrata[],
  { seed, testShare, validationShare }: SplitSettings,
): Map<string, SplitSet> {
  if (patients.length < 3) {
    throw new UserError(
      `${patients.length} patients cannot be split into training, validation and test; at least 3 are needed.`,
    );
  }
  return dealt(patients, roomOfSets(patients.length, testShare, validationShare), seed);
}

/**
 * Completes a given split that has no test set: its validation patients become the test patients, and
 * validation patients are drawn from the training patients as stratifiedSplit does.
 */
export function withTestSet(
  given: ReadonlyMap<string, SplitSet>,
  patients: readonly PatientStrata[],
  { seed, validationShare }: Pick<SplitSettings, 'seed' | 'validationShare'>,
): Map<string, SplitSet> {
  if ([...given.values()].includes('test')) {
    return new Map(given);
  }
  const training = patients.filter(({ patientId }) => given.get(patientId) === 'train');
  const validation = Math.min(
    training.length - 1,
    Math.max(1, Math.round(training.length * validationShare)),
  );
  const room = { train: training.length - validation, validation, test: 0 };
  const tested = [...given].flatMap(([patientId, splitSet]) =>
    splitSet === 'validation' ? [[patientId, 'test'] as const] : [],
  );
  return new Map([...dealt(training, room, seed), ...tested]);
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
  testShare: number,
  validationShare: number,
): Record<SplitSet, number> {
  const test = Math.min(patients - 2, Math.max(1, Math.round(patients * testShare)));
  const rest = patients - test;
  const validation = Math.min(rest - 1, Math.max(1, Math.round(rest * validationShare)));
  return { train: rest - validation, validation, test };
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
