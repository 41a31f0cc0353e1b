import {
  manufacturerOf,
  drawPatient,
  phantomLabels,
  phantomPatientId,
  drawExamination,
  drawView,
  type ViewClip,
} from '@echonet/phantom';
import { systemicTaskIds } from '@echonet/models/tasks';
import type { Candidate, Gathered } from './candidate';

/**
 * Simulated clips of the A4C, of other cardiac views and of unusable clips, a third each, every
 * clip from a patient of its own. Labels are the view and those of the patient.
 */
export function gatherViewPhantoms(
  clips: number,
  { seed, format }: Pick<ViewClip, 'seed' | 'format'>,
): Gathered {
  const candidates = Array.from({ length: clips }, (_, index): Candidate => {
    const clip = { seed, index, format };
    const view = drawView(clip);
    const labels = Object.entries(phantomLabels(drawPatient(seed, index)));
    const patientId = phantomPatientId(seed, index);
    return {
      name: patientId,
      patientId,
      view: view.name,
      origin: { format: 'phantom view', clip },
      manufacturer: manufacturerOf(drawExamination(clip, view).machine.make),
      labels: Object.fromEntries(labels.filter(([id]) => systemicTaskIds.includes(id))),
    };
  });
  return {
    source: 'phantoms of many views',
    candidates,
    dropped: [],
    problems: [],
    publicSalt: 'simulated patients',
  };
}
