import {
  camusLabelledStructures,
  findCamus,
  findPatientFiles,
  readInfo,
  readSubgroups,
  type CamusView,
} from '../sources/camus';
import type { Candidate, Dropped, Gathered } from './candidate';

/**
 * The labelled frames of a view of CAMUS' patients, one clip each, with the set, sex, age and image
 * quality that the data set's files state.
 *
 * @throws {UserError} when the folder holds no patient, or its split names a patient twice
 */
export function gatherCamus(folder: string, view: CamusView): Gathered {
  const camus = findCamus(folder);
  const split = camus.splitFolder ? readSubgroups(camus.splitFolder) : undefined;
  const candidates: Candidate[] = [];
  const dropped: Dropped[] = [];
  const problems: Dropped[] = [];
  for (const patient of camus.patients) {
    const found = findPatientFiles(camus, patient, view);
    const info = found.infoFile ? readInfo(found.infoFile) : undefined;
    const ignored = info?.ignored.map((clause) => `${clause}; ignored.`) ?? [];
    problems.push(...ignored.map((reason) => ({ name: found.infoFile!, reason })));
    if (!found.files) {
      const reason = found.problems.join(' ') || `It has no ${view} images.`;
      dropped.push({ name: patient, reason });
      continue;
    }
    problems.push(...found.problems.map((reason) => ({ name: patient, reason })));
    if (split && !split.has(patient)) {
      problems.push({ name: patient, reason: 'It is in none of the subgroup files.' });
    }
    candidates.push({
      name: patient,
      origin: { format: 'camus', files: found.files, marks: { ED: info?.ED, ES: info?.ES } },
      patientId: patient,
      view,
      split: split?.get(patient),
      imageQuality: info?.ImageQuality,
      labels: info?.labels ?? {},
    });
  }
  const present = new Set(camus.patients);
  for (const patient of split?.keys() ?? []) {
    if (!present.has(patient)) {
      dropped.push({
        name: patient,
        reason: 'A subgroup file names it, and its folder is missing.',
      });
    }
  }
  return {
    source: 'camus',
    licence: 'CC BY-NC-SA 4.0',
    citation: 'Leclerc et al., IEEE TMI 38(9), 2198-2210, 2019',
    labelledStructures: camusLabelledStructures,
    candidates,
    dropped,
    problems,
    publicSalt: 'CAMUS',
  };
}
