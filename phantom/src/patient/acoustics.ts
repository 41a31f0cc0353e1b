import { clamp, type Body } from './body';

/** What a patient's body does to ultrasound. */
export interface Acoustics {
  /** Skin and fat between the probe and the chest wall's muscle, cm. */
  readonly fatThicknessCm: number;
  /** Muscle and fascia between that fat and the pericardium, cm. */
  readonly chestWallThicknessCm: number;
  /** Fat on the heart, under the pericardium, cm. */
  readonly epicardialFatCm: number;
  /** Attenuation that the machine's time-gain compensation leaves, dB per cm on the way to and back. */
  readonly attenuationDbPerCm: number;
  /** Strength of the haze near the probe, 0..1. */
  readonly nearFieldClutter: number;
  /** Backscatter of heart muscle over that of a young patient, dB: fibrosis comes with age. */
  readonly myocardialGainDb: number;
  /** Half of the gap between the ribs (or lung) that the heart is seen through, cm. */
  readonly windowHalfWidthCm: number;
}

/**
 * Draws a patient's acoustics: fat, attenuation and haze grow with the body mass index, the
 * brightness of muscle with age; the window narrows with both, and is as wide as the rib cage is long. Subcutaneous fat over the apex
 * grows by about half a millimetre for each kg/m2.
 */
export function drawAcoustics(
  { ageYears, heightM }: Body,
  massIndex: number,
  uniform: () => number,
  normal: () => number,
): Acoustics {
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
