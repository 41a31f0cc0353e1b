import { clamp } from '../math/scalar';
import type { Body } from './body';
import type { Anatomy, ReliefWave } from './phantom-patient';

/** What the shape depends on; the last three are standard normal. */
export interface HeartFactors {
  readonly body: Body;
  readonly bsaM2: number;
  readonly efPercent: number;
  readonly disease: number;
  readonly leftAtrium: number;
  readonly rightAtrium: number;
}

/** Draws the shape of the heart that no label determines. */
export function drawAnatomy(
  { body, bsaM2, efPercent, disease, leftAtrium, rightAtrium }: HeartFactors,
  uniform: () => number,
  normal: () => number,
): Anatomy {
  const size = Math.sqrt(bsaM2 / 1.85);
  const weak = Math.max(0, disease - 0.3);
  const old = (body.ageYears - 62) / 17;
  return {
    // Length over width of 1.8 in health and 1.4 in a dilated, weak ventricle.
    sphericity: clamp(0.276 + 0.024 * weak + 0.011 * normal(), 0.24, 0.37),
    longitudinalShortening: (efPercent / 100) * clamp(0.29 + 0.02 * normal(), 0.22, 0.36),
    twist: (0.3 * efPercent) / 60 + 0.03 * normal(),
    // Lang et al. 2015, Table 8: basal diameter 3.3 (0.4) cm; tricuspid plane excursion 2.4 (0.35) cm.
    rightVentricleWidth: clamp(
      size * (3.25 + 0.15 * weak + 0.25 * rightAtrium + 0.25 * normal()),
      2.3,
      5.2,
    ),
    rightVentricleShortening: clamp(0.3 - 0.06 * weak + 0.03 * normal(), 0.08, 0.38),
    atrialEmptying: clamp(0.52 - 0.08 * leftAtrium + 0.04 * normal(), 0.18, 0.65),
    leftAtrialFlatness: clamp(0.88 + 0.05 * normal(), 0.76, 1),
    rightAtrialWidth: clamp(0.8 + 0.05 * normal(), 0.68, 0.95),
    outflowDiameter: clamp(size * (body.sex === 'M' ? 2.15 : 1.95) + 0.12 * normal(), 1.6, 2.7),
    leafletThickness: clamp(0.12 + 0.035 * old + 0.02 * normal(), 0.08, 0.3),
    annularCalcification: clamp(0.13 + 0.13 * old + 0.06 * normal(), 0, 0.5),
    calcifiedArc: clamp(0.4 + 0.2 * old + 0.12 * normal(), 0.15, 1),
    moderatorBand: clamp(0.12 + 0.07 * normal(), 0, 0.28),
    papillaryAngles: [-42 + 8 * normal(), 228 + 8 * normal()],
    relief: {
      leftVentricle: drawRelief(0.035, uniform, normal),
      leftAtrium: drawRelief(0.06, uniform, normal),
      rightAtrium: drawRelief(0.06, uniform, normal),
    },
    leadPosition: [2 * uniform() - 1, 2 * uniform() - 1, 2 * uniform() - 1],
  };
}

/** Two ovals and two triangles in random directions. @param height standard deviation of the amplitude */
function drawRelief(height: number, uniform: () => number, normal: () => number): ReliefWave[] {
  return ([2, 2, 3, 3] as const).map((lobes) => ({
    lobes,
    amplitude: clamp(height * normal(), -1.8 * height, 1.8 * height),
    start: 2 * Math.PI * uniform(),
    turn: 3 * normal(),
  }));
}
