import { manufacturerOf } from '@echonet/phantom';
import { drawPatient } from '@echonet/phantom';
import { phantomLabels } from '@echonet/phantom';
import { phantomPatientId } from '@echonet/phantom';
import { drawExamination, drawView, type ViewClip } from '@echonet/phantom';
import type { Candidate, Gathered } from './candidate';

/** Labels of the person, which hold whatever the clip shows. */
const personal = ['age', 'sex', 'weight', 'height'];

/**
 * Simulated clips of the A4C, of other views of the heart and of what is not usable, a third each
 * and every clip of a patient of its own. Their views are their labels.
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
      ...{ name: patientId, patientId, view: view.name },
      origin: { format: 'phantom view', clip },
      manufacturer: manufacturerOf(drawExamination(clip, view).machine.make),
      labels: Object.fromEntries(labels.filter(([id]) => personal.includes(id))),
    };
  });
  return {
    ...{ source: 'phantoms of many views', candidates, dropped: [], problems: [] },
    publicSalt: 'simulated patients',
  };
}
