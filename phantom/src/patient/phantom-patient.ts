import type { PatientAcoustics } from './acoustics';
import type { Body } from './body';

export interface PhantomPatient extends Body {
  /** Position in the cohort, from 0. */
  readonly index: number;
  /** Body surface area. */
  readonly bsaM2: number;
  readonly edvMl: number;
  readonly esvMl: number;
  /** 100 (EDV - ESV) / EDV. */
  readonly efPercent: number;
  /** A pacing or defibrillator lead runs through the right heart. */
  readonly hasLead: boolean;
  /** At end-systole, when it is largest. */
  readonly laVolumeMl: number;
  /** Major axis of the right atrium at end-systole. */
  readonly raDimensionCm: number;
  /** Of the left ventricle at end-diastole, the same in septum and free wall. */
  readonly wallThicknessCm: number;
  readonly rhythm: Rhythm;
  readonly anatomy: Anatomy;
  readonly acoustics: PatientAcoustics;
}

export interface Rhythm {
  /** Beats per minute. */
  readonly heartRate: number;
  /** Coefficient of variation of the beat-to-beat interval. */
  readonly variation: number;
  readonly atrialFibrillation: boolean;
  /** Share of beats that come early, with a pause behind them; none unless given. */
  readonly ectopicShare?: number;
}

/**
 * Shape of the heart where no label determines it. Lengths in cm, angles in radians unless stated.
 */
export interface Anatomy {
  /** Largest cavity radius of the left ventricle over its length at end-diastole. */
  readonly sphericity: number;
  /** Fraction of its length that the left ventricle loses by end-systole. */
  readonly longitudinalShortening: number;
  /** Rotation of the apex against the base at end-systole. */
  readonly twist: number;
  /** Largest width of the right ventricle at its base. */
  readonly rightVentricleWidth: number;
  /** Fraction of its width that the right ventricle loses by end-systole. */
  readonly rightVentricleShortening: number;
  /** Fraction of its largest volume that the left atrium empties. */
  readonly atrialEmptying: number;
  /** Half axis of the left atrium across the four-chamber plane over that along it. */
  readonly leftAtrialFlatness: number;
  /** Largest width of the right atrium over its length. */
  readonly rightAtrialWidth: number;
  /** Diameter of the left ventricular outflow tract. */
  readonly outflowDiameter: number;
  /** Of the mitral leaflets. */
  readonly leafletThickness: number;
  /** Radius of the calcium in the mitral annulus; 0 for none. */
  readonly annularCalcification: number;
  /** Fraction of the posterior mitral annulus that is calcified, 0..1. */
  readonly calcifiedArc: number;
  /** Radius of the moderator band across the right ventricle; 0 for none. */
  readonly moderatorBand: number;
  /** Directions of the papillary muscles' bases, degrees around the long axis. */
  readonly papillaryAngles: readonly [anterolateral: number, posteromedial: number];
  /** Deviation of the chambers from smooth ellipsoids. */
  readonly relief: Readonly<
    Record<'leftVentricle' | 'leftAtrium' | 'rightAtrium', readonly ReliefWave[]>
  >;
  /** Position of the lead's tip and of its bends, each -1..1. */
  readonly leadPosition: readonly [number, number, number];
  /** Thickness of the left ventricle's wall at the apex and at the annulus over that between them. */
  readonly apicalWallShare?: number;
  readonly basalWallShare?: number;
  /** Radius of the papillary muscles over the usual; 1 unless given. */
  readonly papillarySize?: number;
  /** How far trabeculae reach into the left ventricle, 0..1; 0 unless given. */
  readonly trabeculation?: number;
  /** Of the chords from the papillary muscles to the mitral leaflets; none unless given. */
  readonly chordRadius?: number;
  /** Fluid between heart and pericardium; 0 unless given. */
  readonly effusionCm?: number;
  /** Relief of the left ventricle at end-systole, which grows with the ejection. */
  readonly dyskinesia?: readonly ReliefWave[];
}

/** One sinusoidal deviation of a chamber's outline, which turns from one end to the other. */
export interface ReliefWave {
  /** Lobes around the axis: 2 an oval, 3 a triangle. */
  readonly lobes: 2 | 3;
  /** Change of the squared radius at the chamber's middle; the radius changes by half of it. */
  readonly amplitude: number;
  /** Direction of a lobe at the chamber's start, and its rotation up to the end; radians. */
  readonly start: number;
  readonly turn: number;
}
