import type { RandomStream } from '@echonet/models/random';
import { Sampler } from '../math/sampler';
import { drawMachine, type Machine } from '../ultrasound/machine';

/** Phased array for the heart, curved array for the abdomen, linear array for superficial organs. */
export type Probe = 'phased' | 'curved' | 'linear';

/** Distance of a linear probe's virtual tip above its face: scan lines are nearly parallel. */
const flatTipCm = 120;

/** A machine with the frequency, aperture and field of view of the probe. */
export function drawProbeMachine(random: RandomStream, probe: Probe, depthCm: number): Machine {
  const machine = drawMachine(random, depthCm);
  const sampler = new Sampler(random);
  switch (probe) {
    case 'curved':
      return {
        ...machine,
        frequencyMHz: sampler.between(2.5, 4.5),
        apertureCm: sampler.between(2, 3),
        tipAboveFaceCm: sampler.between(3.5, 6),
        halfAngle: sampler.between(0.48, 0.62),
        beams: Math.round(sampler.between(120, 170)),
      };
    case 'linear':
      return {
        ...machine,
        frequencyMHz: sampler.between(6, 11),
        apertureCm: sampler.between(1.5, 2.5),
        tipAboveFaceCm: flatTipCm,
        halfAngle: Math.atan(sampler.between(1.9, 2.5) / flatTipCm),
        beams: Math.round(sampler.between(120, 180)),
      };
    default:
      return machine;
  }
}
