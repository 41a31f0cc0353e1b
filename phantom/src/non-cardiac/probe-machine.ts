import type { RandomStream } from '@echonet/models/random';
import { drawMachine, type Machine } from '../ultrasound/machine';

/** Probes: a heart's, one with a wide bent face, a flat one for what is close. */
export type Probe = 'phased' | 'curved' | 'linear';

/** The scan lines of a flat probe meet so far above its face that they are all but parallel. */
const flatTipCm = 120;

/** A machine with another probe than the heart's: frequency, face and shape of the image. */
export function drawProbeMachine(random: RandomStream, probe: Probe, depthCm: number): Machine {
  const machine = drawMachine(random, depthCm);
  const between = (low: number, high: number): number => low + (high - low) * random();
  switch (probe) {
    case 'curved':
      return {
        ...machine,
        frequencyMHz: between(2.5, 4.5),
        apertureCm: between(2, 3),
        tipAboveFaceCm: between(3.5, 6),
        halfAngle: between(0.48, 0.62),
        beams: Math.round(between(120, 170)),
      };
    case 'linear':
      return {
        ...machine,
        frequencyMHz: between(6, 11),
        apertureCm: between(1.5, 2.5),
        tipAboveFaceCm: flatTipCm,
        halfAngle: Math.atan(between(1.9, 2.5) / flatTipCm),
        beams: Math.round(between(120, 180)),
      };
    default:
      return machine;
  }
}
