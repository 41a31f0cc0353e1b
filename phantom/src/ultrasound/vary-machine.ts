import type { RandomStream } from '@echonet/models/random';
import { clamp } from '../math/scalar';
import { Sampler } from '../math/sampler';
import type { Machine } from './machine';

/** Part of the machines whose settings are far from what their makers preset. */
const unusualShare = 0.5;

/** Opening of the usual apical sector of a cart, half, radians: that of most of CAMUS is 0.65. */
const usualHalfAngle = 0.65;

/**
 * The machine with settings as clinics have them: gain and time gain set wrong, narrow and wide sectors,
 * fundamental and harmonic frequencies, strong frame averaging, and filters against speckle.
 */
export function varyMachine(machine: Machine, random: RandomStream): Machine {
  const sampler = new Sampler(random);
  const within = (low: number, high: number) => sampler.between(low, high);
  const isUnusual = sampler.chance(unusualShare);
  const reach = isUnusual ? 1 : 0.4;
  let slider = 0;
  const timeGainErrorsDb = machine.timeGainErrorsDb.map((error) => {
    slider = clamp(slider + reach * within(-4, 4), -9, 9);
    return error + slider;
  });
  return {
    ...machine,
    frequencyMHz: clamp(machine.frequencyMHz * within(0.75, 1.4), 1.5, 4.5),
    pulsePeriods: machine.pulsePeriods * within(0.75, 1.3),
    apertureCm: machine.apertureCm * within(0.75, 1.25),
    halfAngle: isUnusual ? within(0.4, 0.9) : usualHalfAngle * within(0.86, 1.08),
    tipAboveFaceCm: sampler.chance(0.7) ? 0 : within(0, 1.5),
    gainDb: within(-5, 11) + reach * within(-4, 4),
    timeGainErrorsDb,
    dynamicRangeDb: machine.dynamicRangeDb * within(0.9, 1.5),
    greyGamma: machine.greyGamma * within(0.6, 1.15),
    noiseDb: machine.noiseDb + within(-10, 4) * reach,
    sideLobeDb: machine.sideLobeDb + within(-2, 6),
    persistenceMs: isUnusual ? within(0, 200) : machine.persistenceMs,
    edgeEnhancement: machine.edgeEnhancement * within(0, 1.5),
    smoothing: Math.min(1, machine.smoothing * within(0.5, 1.5)),
    speckleReduction: sampler.chance(0.4) ? within(0.2, 0.9) : 0,
  };
}
