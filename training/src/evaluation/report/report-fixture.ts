import { randomStream } from '@echonet/models/random';
import type { ReportClip, ReportData, ReportTask } from './report-data';

const tasks: readonly ReportTask[] = [
  { id: 'EF', name: 'Ejection fraction', kind: 'regression', unit: '%', trainingMean: 55 },
  { id: 'EDV', name: 'End-diastolic volume', kind: 'regression', unit: 'mL', trainingMean: 95 },
  { id: 'ESV', name: 'End-systolic volume', kind: 'regression', unit: 'mL', trainingMean: 46 },
  { id: 'lead', name: 'Pacemaker or defibrillator lead', kind: 'classification', unit: '' },
];

/**
 * Deterministic data for tests of the report: patients with one or two clips and with errors by
 * patient, clip and frame.
 *
 * @param error scale of the errors, 1 for about those of the paper
 */
export function reportFixture(patients: number, error = 1, resamples = 100): ReportData {
  return {
    title: 'Evaluation of a made-up model',
    simulated: true,
    intendedUse: 'To show what a report looks like.',
    provenance: { Data: 'made up', Command: `echonet evaluate <"made" & 'up'>`, Seed: '1' },
    tasks,
    clips: Array.from({ length: patients }, (_, patient) => clipsOf(patient, error)).flat(),
    seed: 1,
    resamples,
  };
}

function clipsOf(patient: number, error: number): ReportClip[] {
  const random = randomStream('made up', patient);
  const spread = () => random() + random() + random() - 1.5;
  const edv = 95 + 55 * spread();
  const ef = Math.min(75, 57 + 22 * spread());
  const lead = random() < 0.25 ? 1 : 0;
  const truth = { EF: ef, EDV: edv, ESV: edv * (1 - ef / 100), lead };
  const attributes = {
    sex: random() < 0.5 ? 'F' : 'M',
    age: 61 + 34 * spread(),
    ...(random() < 0.9 && { bmi: 26 + 10 * spread() }),
    manufacturer: ['Philips', 'GE Vingmed Ultrasound', 'Siemens'][Math.floor(3 * random() ** 2)],
  } as const;
  const ofPatient = [8, 22, 14, 3].map((size) => error * size * spread());
  const clips = random() < 0.3 ? 2 : 1;
  return Array.from({ length: clips }, (_, clip): ReportClip => {
    const frames = (task: keyof typeof truth, index: number, size: number) =>
      Array.from({ length: 20 }, () => {
        const value = task === 'lead' ? 3 * lead - 1.8 : 0.85 * truth[task] + 0.15 * 50;
        const predicted = value + ofPatient[index] + error * size * spread();
        return task === 'lead' ? 1 / (1 + Math.exp(-predicted)) : predicted;
      });
    return {
      patientId: `patient ${patient}`,
      clipId: `clip ${patient}.${clip}`,
      subset: patient % 4 === 0 ? 'calibration' : 'test',
      view: clip === 0 ? 'A4C' : 'A2C',
      attributes,
      truth,
      frames: {
        EF: frames('EF', 0, 14),
        EDV: frames('EDV', 1, 30),
        ESV: frames('ESV', 2, 22),
        lead: frames('lead', 3, 3),
      },
    };
  });
}
