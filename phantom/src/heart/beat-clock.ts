import { normalStream, type RandomStream } from '@echonet/models/random';
import type { PhantomPatient } from '../patient';
import { endSystole } from './cardiac-cycle';

/** Phase of the heart's cycle, 0..1, at a time since the start, ms. */
export type BeatClock = (ms: number) => number;

const shortestBeatMs = 330;

/**
 * Starts at a random phase; beats vary in length. The duration of systole is that of Weissler,
 * Harris and Schoenfeld, Circulation 37:149 (1968): 546 - 2.1 HR ms in men, 549 - 2.0 HR ms in
 * women; beats differ in diastole. In sinus rhythm the length follows breathing, in fibrillation it
 * is random; an ectopic beat comes early and a pause follows.
 */
export function beatClock(
  { sex, rhythm }: Pick<PhantomPatient, 'sex' | 'rhythm'>,
  random: RandomStream,
): BeatClock {
  const { heartRate, variation, atrialFibrillation, ectopicShare = 0 } = rhythm;
  const normal = normalStream(random);
  const meanMs = 60_000 / heartRate;
  const systoleMs = sex === 'M' ? 546 - 2.1 * heartRate : 549 - 2 * heartRate;
  // About four beats per breath; a sine of unit variance.
  const breath = { offset: 2 * Math.PI * random(), turn: (2 * Math.PI) / (3.5 + random()) };
  let isPause = false;
  /** Length of the next beat over the usual: early, or the pause behind an early one. */
  const ectopy = (): number => {
    if (isPause) {
      isPause = false;
      return 1.35;
    }
    isPause = ectopicShare > 0 && random() < ectopicShare;
    return isPause ? 0.65 : 1;
  };
  const lengthOf = (beat: number): number => {
    const breathing = Math.SQRT2 * Math.sin(breath.offset + breath.turn * beat);
    const deviation = atrialFibrillation ? normal() : 0.8 * breathing + 0.6 * normal();
    return Math.max(shortestBeatMs, meanMs * (1 + variation * deviation) * ectopy());
  };
  /** Start of each beat, ms; that of the first is before 0. */
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
