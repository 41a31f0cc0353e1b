import type { RandomStream } from '@echonet/models/random';

/**
 * Velocity of the main stream, positive towards the probe, -1..1: early and late filling, ejection.
 *
 * @param phase fraction of the heart's cycle since end-diastole, 0..1
 */
export function flowAt(phase: number): number {
  const wave = (centre: number, width: number) => Math.exp(-(((phase - centre) / width) ** 2));
  return wave(0.55, 0.09) + 0.7 * wave(0.88, 0.05) - wave(0.2, 0.12);
}

/** Eddies: a smooth field over the plane that drifts with the phase, about -1..1. */
export function flowPattern(random: RandomStream): (x: number, y: number, phase: number) => number {
  const waves = Array.from({ length: 5 }, () => ({
    x: 4 * (random() - 0.5),
    y: 4 * (random() - 0.5),
    drift: Math.round(4 * random() - 2),
    offset: 6.3 * random(),
  }));
  return (x, y, phase) =>
    waves.reduce(
      (sum, w) =>
        sum + 0.4 * Math.sin(w.x * x + w.y * y + 2 * Math.PI * w.drift * phase + w.offset),
      0,
    );
}
