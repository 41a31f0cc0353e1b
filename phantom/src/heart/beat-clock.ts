import { normalStream, type RandomStream } from '@echonet/models/random';
import type { PhantomPatient } from '../patient';
import { endSystole } from './cardiac-cycle';

/** Phase of the heart's cycle, 0..1, at a time since the clip's start, ms. */
export type BeatClock = (ms: number) => number;

/** No beat follows another faster, ms. */
const shortestBeatMs = 330;

/**
 * Lets a patient's heart beat in time: the clip starts anywhere in a beat, and no two beats last
 * equally long. Systole lasts as long as Weissler, Harris and Schoenfeld measured (Circulation
 * 37:149, 1968: 546 - 2.1 HR ms in men, 549 - 2.0 HR ms in women); longer and shorter beats differ
 * in diastole. In sinus rhythm the beats' lengths follow breathing, in fibrillation nothing.
 */
export function beatClock(
  { sex, rhythm }: Pick<PhantomPatient, 'sex' | 'rhythm'>,
  random: RandomStream,
): BeatClock {
  const { heartRate, variation, atrialFibrillation } = rhythm;
  const normal = normalStream(random);
  const meanMs = 60_000 / heartRate;
  const systoleMs = sex === 'M' ? 546 - 2.1 * heartRate : 549 - 2 * heartRate;
  // About four beats a breath; a sine of unit spread.
  const breath = { offset: 2 * Math.PI * random(), turn: (2 * Math.PI) / (3.5 + random()) };
  const lengthOf = (beat: number): number => {
    const breathing = Math.SQRT2 * Math.sin(breath.offset + breath.turn * beat);
    const deviation = atrialFibrillation ? normal() : 0.8 * breathing + 0.6 * normal();
    return Math.max(shortestBeatMs, meanMs * (1 + variation * deviation));
  };
  /** When each beat starts, ms; the first before the clip does. */
  const starts = [-random() * meanMs];
  starts.push(Math.max(starts[0] + lengthOf(0), 1));
  return (ms) => {
    while (starts[starts.length - 1] <= ms) {
      starts.push(starts[starts.length - 1] + lengthOf(starts.length));
    }
    const next = starts.findIndex((start) => start > ms);
    const length = starts[next] - starts[next - 1];
    const since = ms - starts[next - 1];
    const systole = Math.min(systoleMs, 0.55 * length);
    if (since < systole) {
      return (endSystole * since) / systole;
    }
    return endSystole + ((1 - endSystole) * (since - systole)) / (length - systole);
  };
}
