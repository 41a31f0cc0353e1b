import { amplitudeOf } from '../math/scalar';
import { regions, type Region } from '../scene/scene';

interface TissueEcho {
  /** Diffuse backscatter, dB relative to myocardium. */
  readonly backscatterDb: number;
  /** One-way attenuation, dB/(cm MHz). */
  readonly attenuation: number;
  /** An interface reflects the difference between its two sides; blood is 0. */
  readonly reflectivity: number;
  /** Fraction of the amplitude lost where the wall is parallel to the beam, 0..1. */
  readonly dropout?: number;
  /** Backscatter differs between patients. */
  readonly muscle?: boolean;
  /** Nothing passes; reverberation follows along the beam. */
  readonly gas?: boolean;
  /** Scatterers are replaced in every frame. */
  readonly flows?: boolean;
}

const blood: TissueEcho = { backscatterDb: -29, attenuation: 0.2, reflectivity: 0, flows: true };
const leaflet: TissueEcho = { backscatterDb: 4, attenuation: 1.5, reflectivity: 1.8, dropout: 0.5 };

/**
 * Attenuation: Culjat et al., Ultrasound Med Biol 36(6), 2010, table 1: blood 0.2, heart 0.52,
 * soft tissue 0.54, muscle 1.09, fat 0.48, liver 0.5, connective tissue 1.57, cortical bone 6.9.
 * Backscatter and reflectivity are chosen so that images look like echocardiograms: blood far
 * below muscle, fibrous tissue above it.
 */
const echoes: Readonly<Record<Region, TissueEcho>> = {
  softTissue: { backscatterDb: -8, attenuation: 0.54, reflectivity: 0.7 },
  lvCavity: blood,
  lvWall: { backscatterDb: 0, attenuation: 0.52, reflectivity: 1, dropout: 0.65, muscle: true },
  laCavity: blood,
  laWall: { backscatterDb: 1, attenuation: 0.52, reflectivity: 1.4, dropout: 0.8 },
  rvCavity: blood,
  rvWall: { backscatterDb: 0, attenuation: 0.52, reflectivity: 1, dropout: 0.65, muscle: true },
  raCavity: blood,
  raWall: { backscatterDb: 1, attenuation: 0.52, reflectivity: 1.4, dropout: 0.8 },
  aorticLumen: blood,
  aorticWall: { backscatterDb: 5, attenuation: 1.57, reflectivity: 2, dropout: 0.7 },
  mitralLeaflet: leaflet,
  tricuspidLeaflet: leaflet,
  aorticLeaflet: leaflet,
  papillaryMuscle: {
    backscatterDb: 2,
    attenuation: 0.52,
    reflectivity: 1.2,
    dropout: 0.3,
    muscle: true,
  },
  calcification: { backscatterDb: 16, attenuation: 6.9, reflectivity: 4 },
  pericardium: { backscatterDb: 9, attenuation: 1.57, reflectivity: 3, dropout: 0.8 },
  fat: { backscatterDb: 4, attenuation: 0.48, reflectivity: 0.5 },
  lung: { backscatterDb: 6, attenuation: 0, reflectivity: 3.5, gas: true },
  liver: { backscatterDb: -2, attenuation: 0.5, reflectivity: 0.9 },
  chestWall: { backscatterDb: 4, attenuation: 1.09, reflectivity: 0.8 },
  rib: { backscatterDb: 6, attenuation: 6.9, reflectivity: 4 },
  fluid: { backscatterDb: -60, attenuation: 0.02, reflectivity: 0 },
  kidney: { backscatterDb: -4, attenuation: 0.5, reflectivity: 0.8 },
  bowelGas: { backscatterDb: 8, attenuation: 0, reflectivity: 4, gas: true },
};

/** Properties of the tissues by region code. */
export interface EchoTable {
  /** Amplitude of the diffuse echo relative to myocardium. */
  readonly backscatter: Float32Array;
  /** One-way, dB/(cm MHz). */
  readonly attenuation: Float32Array;
  readonly reflectivity: Float32Array;
  /** Fraction of the amplitude that a wall parallel to the beam loses. */
  readonly dropout: Float32Array;
  readonly gas: Uint8Array;
  readonly flows: Uint8Array;
}

/**
 * @param myocardialGainDb backscatter of the patient's heart muscle relative to the usual
 * @param bloodGainDb the same of blood
 */
export function echoTable(myocardialGainDb: number, bloodGainDb = 0): EchoTable {
  const rows = regions.map((region) => echoes[region]);
  return {
    backscatter: Float32Array.from(rows, ({ backscatterDb, muscle, flows }) =>
      amplitudeOf(backscatterDb + (muscle ? myocardialGainDb : 0) + (flows ? bloodGainDb : 0)),
    ),
    attenuation: Float32Array.from(rows, ({ attenuation }) => attenuation),
    reflectivity: Float32Array.from(rows, ({ reflectivity }) => reflectivity),
    dropout: Float32Array.from(rows, ({ dropout }) => dropout ?? 0),
    gas: Uint8Array.from(rows, ({ gas }) => Number(gas ?? false)),
    flows: Uint8Array.from(rows, ({ flows }) => Number(flows ?? false)),
  };
}
