/** Effect of a patient's body on ultrasound, apart from the tissue that the scene shows. */
export interface Acoustics {
  /**
   * Subcutaneous fat, cm. It attenuates where the scene shows it; here it sets how deep the haze of
   * the chest wall reaches and how much the beam is defocused.
   */
  readonly fatThicknessCm: number;
  /** Attenuation that the time-gain compensation leaves, dB/cm, two-way. */
  readonly attenuationDbPerCm: number;
  /** Strength of the near-field haze, 0..1. */
  readonly nearFieldClutter: number;
  /** Backscatter of heart muscle relative to the usual, dB. */
  readonly myocardialGainDb: number;
  /** Half of the gap between the ribs, cm; beams beside it are weak. */
  readonly windowHalfWidthCm: number;
  /** Backscatter of blood relative to the usual, dB; 0 unless given. */
  readonly bloodGainDb?: number;
  /**
   * Spontaneous contrast: how far blood moves on from frame to frame, as a fraction of the table of
   * scatterers; unless given, each frame shows other blood.
   */
  readonly bloodDrift?: number;
  readonly clouds?: readonly HazeCloud[];
  readonly shadows?: readonly BeamShadow[];
}

/** Haze that stands still in a part of the sector: reverberation and multiple scattering. */
export interface HazeCloud {
  /** In its middle, relative to myocardium. */
  readonly levelDb: number;
  /** Of its middle, and its standard deviation. */
  readonly depthCm: number;
  readonly heightCm: number;
  /** Its middle across the sector, -1 at the left edge to 1 at the right one. */
  readonly side: number;
  /** Standard deviation across, as a fraction of half the sector. */
  readonly widthShare: number;
}

/** Loss of some beams in a range of depths. */
export interface BeamShadow {
  /** Its middle across the sector, -1 at the left edge to 1 at the right one. */
  readonly side: number;
  /** Standard deviation across, as a fraction of half the sector. */
  readonly widthShare: number;
  readonly fromCm: number;
  readonly toCm: number;
  /** Two-way, in its middle. */
  readonly lossDb: number;
}

/** Width of the beam behind the chest wall over that of an undisturbed one. */
export const aberration = ({ fatThicknessCm }: Acoustics): number => 1 + 0.15 * fatThicknessCm;

/** Level of the haze at the probe's face, dB relative to myocardium. */
export const hazeDb = ({ nearFieldClutter }: Acoustics): number => -23 + 16 * nearFieldClutter;

/** Loss of the outermost beams, dB: a narrow window cuts off the aperture. */
export const edgeLossDb = ({ windowHalfWidthCm }: Acoustics): number =>
  Math.max(0, 3 + 7 * (2 - windowHalfWidthCm));
