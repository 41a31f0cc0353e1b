import { randomStream } from '@echonet/models/random';
import type { ViewClass } from '@echonet/models/tasks';
import { beatClock, heartScene, heartViews, scanPlane, type HeartView } from '../heart';
import { drawNonCardiac, nonCardiacSubjects, type NonCardiacSubject } from '../non-cardiac';
import { drawPatient, type PhantomPatient } from '../patient';
import { drawMachine } from '../ultrasound/machine';
import type { ViewClip } from './simulate-view';
import type { Examination } from './examination';

/** Modes in which a scanner shows a heart without its being a B-mode clip. */
export const otherModes = ['colour Doppler', 'M-mode', 'spectral Doppler'] as const;

/** What one clip of a cohort of views shows. */
export interface DrawnView {
  readonly class: ViewClass;
  /** Its name in tables; {@link viewClassOf} knows the class by it. */
  readonly name: string;
  readonly subject: HeartView | NonCardiacSubject;
  readonly mode: 'B-mode' | (typeof otherModes)[number];
}

/** Every third clip is of the same class, so that each has a third of any cohort. */
const classes = ['A4C', 'other', 'unusable'] as const satisfies readonly ViewClass[];

/** Share of what is no heart among the clips that are not usable; the others are other modes. */
const nonCardiacShare = 0.6;

/** Sweeps and ECGs show what was before the first frame. */
const pastMs = 8000;

/** What a clip shows; the same clip always shows the same. */
export function drawView({ seed, index }: ViewClip): DrawnView {
  const random = randomStream('view', seed, index);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)];
  const viewClass = classes[index % classes.length];
  if (viewClass === 'A4C') return { class: 'A4C', name: 'A4C', subject: 'A4C', mode: 'B-mode' };
  if (viewClass === 'other') {
    const subject = pick(heartViews.filter((view) => view !== 'A4C'));
    return { class: 'other', name: subject, subject, mode: 'B-mode' };
  }
  if (random() < nonCardiacShare) {
    const subject = pick(nonCardiacSubjects);
    return { class: 'unusable', name: `not usable: ${subject}`, subject, mode: 'B-mode' };
  }
  const mode = pick(otherModes);
  // Most Doppler is measured from the apex.
  const subject = random() < 0.5 ? 'A4C' : pick(heartViews);
  return { class: 'unusable', name: `not usable: ${mode}`, subject, mode };
}

/** Puts a machine in front of what a clip shows. */
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

/** What lies right under the skin is seen without a chest wall in between. */
function superficialAcoustics(acoustics: PhantomPatient['acoustics']): PhantomPatient['acoustics'] {
  return { ...acoustics, fatThicknessCm: 0.1, nearFieldClutter: 0.02, windowHalfWidthCm: 2.4 };
}
