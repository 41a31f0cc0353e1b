/** What a patient's body does to ultrasound, apart from the tissue that the scene shows. */
export interface Acoustics {
  /**
   * Fat under the skin, cm. It attenuates where the scene shows it; here it says how far the haze
   * of the chest wall reaches and how much the beam is defocused.
   */
  readonly fatThicknessCm: number;
  /** Attenuation beyond the usual that the time-gain curve leaves, dB per cm there and back. */
  readonly attenuationDbPerCm: number;
  /** Strength of the haze near the probe, 0..1. */
  readonly nearFieldClutter: number;
  /** Backscatter of heart muscle over the usual, dB. */
  readonly myocardialGainDb: number;
  /** Half of the gap between the ribs that the heart is seen through, cm; beams beside it are weak. */
  readonly windowHalfWidthCm: number;
}

/** How much wider the beam is behind this patient's chest wall: 1 is undisturbed. */
export const aberration = ({ fatThicknessCm }: Acoustics): number => 1 + 0.15 * fatThicknessCm;

/** Level of the haze at the probe's face, dB relative to myocardium. */
export const hazeDb = ({ nearFieldClutter }: Acoustics): number => -23 + 16 * nearFieldClutter;

/** Loss of the outermost beams, dB: a narrow window cuts the aperture off. */
export const edgeLossDb = ({ windowHalfWidthCm }: Acoustics): number =>
  Math.max(0, 3 + 7 * (2 - windowHalfWidthCm));
