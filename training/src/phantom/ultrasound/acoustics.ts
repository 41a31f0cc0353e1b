/** What a patient's body does to the beam, apart from the tissue that the scene shows. */
export interface Acoustics {
  /**
   * Subcutaneous fat under the probe, cm. The scene shows it as the region `fat` and it attenuates
   * there; here it sets how far the near field's reverberation reaches and how much the beam is
   * aberrated.
   */
  readonly fatCm: number;
  /** Attenuation of soft tissue and muscle one way, dB/(cm MHz); about 0.5. */
  readonly attenuationDbPerCmMHz: number;
  /** Haze of multiple reflections in the chest wall, dB relative to myocardium; about -12. */
  readonly clutterDb: number;
  /** How much the body wall defocuses the beam: lateral resolution is worse by 1 + this; 0..1. */
  readonly aberration: number;
  /** Loss at both lateral edges of the sector by poor contact or ribs, dB; left and right. */
  readonly edgeLossDb: readonly [left: number, right: number];
}

/** An easy patient to scan. */
export const easyAcoustics: Acoustics = {
  fatCm: 0.5,
  attenuationDbPerCmMHz: 0.5,
  clutterDb: -18,
  aberration: 0.1,
  edgeLossDb: [3, 5],
};
