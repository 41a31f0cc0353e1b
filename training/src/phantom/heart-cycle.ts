import { truncatedVolumeFactor, type PhantomPatient } from './patient';

/** The beating heart at one moment. Lengths in cm, along (u) and across (w) the long axis. */
export interface HeartShape {
  /** Volume of the left ventricle, mL. */
  readonly volumeMl: number;
  /** Apex to mitral plane. */
  readonly length: number;
  /** Largest radius of the cavity. */
  readonly radius: number;
  readonly wallThickness: number;
  /** 0 closed .. 1 open. */
  readonly mitralOpening: number;
  /** Size of the atria over their size at end-diastole. */
  readonly atrialScale: number;
  /** Size of the right ventricle over its size at end-diastole. */
  readonly rightScale: number;
}

/** End of systole, as a part of the cycle that begins at end-diastole. */
export const systoleShare = 0.36;

const smoothStep = (from: number, to: number, x: number): number => {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/**
 * Ejected part of the stroke volume over the cycle: ejection, early filling (70 %), diastasis and
 * the atrial kick (30 %).
 *
 * @param phase part of the cycle since end-diastole, 0..1
 * @returns 0 at end-diastole, 1 at end-systole
 */
export function ejectedShare(phase: number): number {
  if (phase <= systoleShare) return smoothStep(0, systoleShare, phase);
  const early = smoothStep(systoleShare, systoleShare + 0.24, phase);
  const kick = smoothStep(0.86, 1, phase);
  return 1 - 0.7 * early - 0.3 * kick;
}

/** Shape of a patient's heart at a phase of the cycle; its cavity has exactly `volumeMl`. */
export function heartShape(patient: PhantomPatient, phase: number): HeartShape {
  const { anatomy, edvMl, esvMl, efPercent } = patient;
  const ejected = ejectedShare(phase);
  const volumeMl = edvMl - (edvMl - esvMl) * ejected;
  const endDiastolicLength = (edvMl / (truncatedVolumeFactor * anatomy.sphericity ** 2)) ** (1 / 3);
  // Longitudinal shortening is about a third of EF: 18 % where EF is 60 %.
  const length = endDiastolicLength * (1 - 0.3 * (efPercent / 100) * ejected);
  const radius = Math.sqrt(volumeMl / (truncatedVolumeFactor * length));
  const filling = 1 - ejected;
  const opening =
    smoothStep(systoleShare + 0.02, systoleShare + 0.1, phase) *
      (1 - 0.65 * smoothStep(systoleShare + 0.22, systoleShare + 0.32, phase)) +
    0.5 * smoothStep(0.84, 0.9, phase) * (1 - smoothStep(0.95, 1, phase));
  return {
    volumeMl,
    length,
    radius,
    wallThickness: thickness(
      { radius: anatomy.sphericity * endDiastolicLength, length: endDiastolicLength },
      anatomy.wallThickness,
      { radius, length },
    ),
    mitralOpening: phase > 0.97 ? 0 : Math.min(1, opening),
    atrialScale: 1 + 0.14 * (1 - filling),
    rightScale: 1 - 0.22 * ejected,
  };
}

interface Cavity {
  readonly radius: number;
  readonly length: number;
}

const shell = ({ radius, length }: Cavity, wall: number): number =>
  (radius + wall) ** 2 * (length + wall) - radius ** 2 * length;

/** Wall thickness that keeps the volume of the myocardium while the cavity changes; bisection. */
function thickness(before: Cavity, wallBefore: number, now: Cavity): number {
  const wanted = shell(before, wallBefore);
  let [low, high] = [0, 4 * wallBefore];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (shell(now, middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
