import {
  phantomLabels,
  drawPatient,
  clipsOfPatient,
  type PhantomCohort,
  clipManufacturer,
  phantomPatientId,
  structureNames,
} from '@echonet/phantom';
import type { Candidate, Gathered } from './candidate';

/** The clips of a cohort that is simulated during preparation. */
export function gatherPhantoms(cohort: PhantomCohort): Gathered {
  const { patients, seed, leadShare } = cohort;
  const candidates = Array.from({ length: patients }, (_, index) => {
    const labels = phantomLabels(drawPatient(seed, index, { leadShare }));
    const patientId = phantomPatientId(seed, index);
    return clipsOfPatient(cohort, index).map((clip): Candidate => ({
      name: `${patientId}-${clip.view}-${clip.take + 1}`,
      origin: { format: 'phantom', clip },
      patientId,
      view: clip.view,
      manufacturer: clipManufacturer(clip),
      labels,
    }));
  });
  return {
    source: 'phantoms',
    labelledStructures: structureNames.slice(1),
    candidates: candidates.flat(),
    dropped: [],
    problems: [],
    publicSalt: 'simulated patients',
  };
}
