import type { RandomStream } from '@echonet/models/random';
import { Sampler } from '../math/sampler';
import type { Scene } from '../scene/scene';
import type { Machine } from '../ultrasound/machine';
import { abdominalAorta, kidney, liver, pelvis } from './abdomen';
import { fetus } from './fetus';
import { lung } from './lung';
import { noContact } from './no-image';
import { drawProbeMachine, type Probe } from './probe-machine';
import { carotid, lymphNode, thyroid } from './small-parts';

interface SubjectKind {
  readonly draw: (sampler: Sampler) => Scene;
  /** Probes in use, each as likely as it stands here. */
  readonly probes: readonly Probe[];
  /** Depth of the image, cm. */
  readonly depth: readonly [least: number, most: number];
}

const abdominal = { probes: ['curved', 'curved', 'phased'], depth: [11, 18] } as const;
const superficial = { probes: ['linear'], depth: [3, 5] } as const;

/** Non-cardiac subjects by the name of their view. */
const kinds = {
  liver: { draw: liver, ...abdominal },
  kidney: { draw: kidney, ...abdominal },
  pelvis: { draw: pelvis, ...abdominal },
  'abdominal aorta': { draw: abdominalAorta, ...abdominal },
  fetus: { draw: fetus, probes: ['curved'], depth: [11, 16] },
  lung: { draw: lung, probes: ['curved', 'phased', 'linear'], depth: [7, 14] },
  thyroid: { draw: thyroid, ...superficial },
  'lymph node': { draw: lymphNode, ...superficial },
  carotid: { draw: carotid, ...superficial },
  'no contact': { draw: noContact, probes: ['phased', 'curved', 'linear'], depth: [8, 18] },
} as const satisfies Readonly<Record<string, SubjectKind>>;

export type NonCardiacSubject = keyof typeof kinds;

export const nonCardiacSubjects = Object.keys(kinds) as readonly NonCardiacSubject[];

/** Draws a non-cardiac scene, the probe and the machine. */
export function drawNonCardiac(
  name: NonCardiacSubject,
  random: RandomStream,
): { scene: Scene; machine: Machine; probe: Probe } {
  const kind: SubjectKind = kinds[name];
  const sampler = new Sampler(random);
  const probe = sampler.pick(kind.probes);
  // A linear probe images a few centimetres.
  const [least, most] = probe === 'linear' ? [3, 5] : kind.depth;
  const machine = drawProbeMachine(random, probe, sampler.between(least, most));
  return { scene: kind.draw(sampler), machine, probe };
}
