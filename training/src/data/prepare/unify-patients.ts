import type { Candidate, Dropped } from './candidate';

/**
 * Takes PatientIDs that differ only in case or in spaces around them for those of one patient, whose
 * clips would otherwise be in two sets of a split.
 *
 * @returns the clips with the spelling that comes first, and a warning for each other one
 */
export function unifyPatients(candidates: readonly Candidate[]): {
  candidates: Candidate[];
  problems: Dropped[];
} {
  const spelling = new Map<string, string>();
  const others = new Map<string, string>();
  const unified = candidates.map((candidate) => {
    const { patientId } = candidate;
    const key = patientId.trim().toLowerCase();
    const first = spelling.get(key) ?? patientId;
    spelling.set(key, first);
    if (first !== patientId) {
      others.set(patientId, first);
    }
    return first === patientId ? candidate : { ...candidate, patientId: first };
  });
  return {
    candidates: unified,
    problems: [...others].map(([other, first]) => ({
      name: `PatientID ${other}`,
      reason: `It is taken for that of the patient ${first}; give them IDs that differ in more than case if they are two.`,
    })),
  };
}
