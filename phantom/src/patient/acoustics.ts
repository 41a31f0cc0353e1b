import { clamp } from '../math/scalar';
import type { Acoustics } from '../ultrasound/acoustics';
import type { Body } from './body';

/** Acoustics of a patient's body together with the layers that the anatomy is built from. */
export interface PatientAcoustics extends Acoustics {
  /** Muscle and fascia between the subcutaneous fat and the pericardium, cm. */
  readonly chestWallThicknessCm: number;
  /** Fat between heart and pericardium, cm. */
  readonly epicardialFatCm: number;
}

/**
 * Fat, attenuation and near-field haze grow with the body mass index, the backscatter of muscle
 * with age (fibrosis). The acoustic window narrows with both and widens with height. Subcutaneous
 * fat over the apex grows by about half a millimetre per kg/m2.
 *
 * @param massIndex body mass index, kg/m2
 */
export function drawAcoustics(
  { ageYears, heightM }: Body,
  massIndex: number,
  uniform: () => number,
  normal: () => number,
): PatientAcoustics {
  const heavy = massIndex - 22;
  return {
    fatThicknessCm: clamp(0.45 + 0.055 * heavy + 0.1 * normal(), 0.15, 2.8),
    chestWallThicknessCm: clamp(0.85 + 0.012 * heavy + 0.1 * normal(), 0.55, 1.6),
    epicardialFatCm: clamp(
      0.2 + 0.015 * heavy + 0.003 * (ageYears - 60) + 0.08 * normal(),
      0.05,
      0.9,
    ),
    attenuationDbPerCm: clamp(0.3 + 0.028 * heavy + 0.07 * normal(), 0.05, 1.3),
    nearFieldClutter: clamp(0.3 + 0.02 * heavy + 0.12 * normal(), 0.02, 1),
    myocardialGainDb: clamp(0.07 * (ageYears - 60) + 1 * normal(), -5, 5),
    windowHalfWidthCm: clamp(
      (heightM / 1.69) * (1.75 - 0.02 * heavy - 0.004 * (ageYears - 60) + 0.35 * (uniform() - 0.5)),
      1,
      2.4,
    ),
  };
}
