import { randomStream } from '@echonet/models/random';
import type { ViewClass } from '@echonet/models/tasks';
import { beatClock, heartScene, heartViews, scanPlane, type HeartView } from '../heart';
import { Sampler } from '../math/sampler';
import { drawNonCardiac, nonCardiacSubjects, type NonCardiacSubject } from '../non-cardiac';
import { drawPatient, type PhantomPatient } from '../patient';
import { drawMachine } from '../ultrasound/machine';
import type { Examination } from './examination';
import type { ViewClip } from './view-clip';

export const otherModes = ['colour Doppler', 'M-mode', 'spectral Doppler'] as const;

/** Content of one clip of a view cohort. */
export interface DrawnView {
  readonly class: ViewClass;
  /** As in the View column of tables; `viewClassOf` maps it to the class. */
  readonly name: string;
  readonly subject: HeartView | NonCardiacSubject;
  readonly mode: 'B-mode' | (typeof otherModes)[number];
}

/** Clip i is of class i modulo 3. */
const classes = ['A4C', 'other', 'unusable'] as const satisfies readonly ViewClass[];

/** Share of non-cardiac scenes among unusable clips; the rest are other modes of the heart. */
const nonCardiacShare = 0.6;

/** Time before the first frame that sweeps and ECGs show. */
const pastMs = 8000;

/** The same clip always has the same content. */
export function drawView({ seed, index }: ViewClip): DrawnView {
  const random = randomStream('view', seed, index);
  const sampler = new Sampler(random);
  const viewClass = classes[index % classes.length];
  if (viewClass === 'A4C') {
    return { class: 'A4C', name: 'A4C', subject: 'A4C', mode: 'B-mode' };
  }
  if (viewClass === 'other') {
    const subject = sampler.pick(heartViews.filter((view) => view !== 'A4C'));
    return { class: 'other', name: subject, subject, mode: 'B-mode' };
  }
  if (sampler.chance(nonCardiacShare)) {
    const subject = sampler.pick(nonCardiacSubjects);
    return { class: 'unusable', name: `not usable: ${subject}`, subject, mode: 'B-mode' };
  }
  const mode = sampler.pick(otherModes);
  // Most Doppler is measured from the apex.
  const subject = random() < 0.5 ? 'A4C' : sampler.pick(heartViews);
  return { class: 'unusable', name: `not usable: ${mode}`, subject, mode };
}

/** Draws patient, scene and machine of a clip. */
export function drawExamination(clip: ViewClip, { subject }: DrawnView): Examination {
  const { seed, index } = clip;
  const key = ['view', seed, index].join('/');
  const random = randomStream(key, 'examination');
  const patient = drawPatient(seed, index);
  const { heartRate } = patient.rhythm;
  const clock = beatClock(patient, random);
  const phaseAt = (timeMs: number) => clock(timeMs + pastMs);
  if (isHeartView(subject)) {
    const plane = scanPlane(subject, patient, random);
    const machine = drawMachine(random, plane.imagingDepth);
    const scene = heartScene(patient, plane);
    return { key, scene, machine, acoustics: patient.acoustics, heartRate, phaseAt };
  }
  const { scene, machine, probe } = drawNonCardiac(subject, random);
  const acoustics =
    probe === 'linear' ? superficialAcoustics(patient.acoustics) : patient.acoustics;
  return { key, scene, machine, acoustics, heartRate, phaseAt };
}

function isHeartView(subject: DrawnView['subject']): subject is HeartView {
  return (heartViews as readonly string[]).includes(subject);
}

/** Superficial organs are imaged without a chest wall in between. */
function superficialAcoustics(acoustics: PhantomPatient['acoustics']): PhantomPatient['acoustics'] {
  return { ...acoustics, fatThicknessCm: 0.1, nearFieldClutter: 0.02, windowHalfWidthCm: 2.4 };
}
