import type { RandomStream } from '@echonet/models/random';
import { Sampler } from '../math/sampler';

/** Kinds of scanner that the phantom imitates, each with its own screen annotations. */
export const makes = ['cart', 'premium', 'portable', 'classic'] as const;

export type Make = (typeof makes)[number];

/** A scanner with its settings for one clip. */
export interface Machine {
  readonly make: Make;
  /** Centre frequency of the received echo. */
  readonly frequencyMHz: number;
  /** Length of the pulse in periods; the axial resolution is half of it. */
  readonly pulsePeriods: number;
  readonly apertureCm: number;
  readonly focusCm: number;
  /** From the probe's face to the bottom of the image. */
  readonly depthCm: number;
  /** Half of the sector's opening angle, radians. */
  readonly halfAngle: number;
  /** Distance of the sector's (virtual) tip above the probe's face; 0 for a pointed sector. */
  readonly tipAboveFaceCm: number;
  readonly beams: number;
  readonly samplesPerBeam: number;
  readonly frameTimeMs: number;
  readonly gainDb: number;
  /** Errors of the time-gain curve at equidistant depths from face to bottom. */
  readonly timeGainErrorsDb: readonly number[];
  /** One-way attenuation that the time-gain curve compensates, dB/(cm MHz). */
  readonly assumedAttenuation: number;
  readonly dynamicRangeDb: number;
  /** Exponent of the grey map; above 1 darkens mid grey. */
  readonly greyGamma: number;
  /** Share of the S-shaped grey map, 0..1. */
  readonly greyContrast: number;
  /** Electronic noise before the time-gain curve, relative to myocardium at the face. */
  readonly noiseDb: number;
  /** Relative to the main beam. */
  readonly sideLobeDb: number;
  /** Time constant of frame averaging; 0 for none. */
  readonly persistenceMs: number;
  /** Smoothing of the detected image along and across the beams, 0..1. */
  readonly smoothing: number;
  /** Edge enhancement along the beams, 0..1. */
  readonly edgeEnhancement: number;
  /** Strength of the adaptive filter against speckle, 0..1; none unless given. */
  readonly speckleReduction?: number;
}

type Range = readonly [low: number, high: number];

/** Settings that differ between makes. */
type MakeSetting =
  | 'frequencyMHz'
  | 'pulsePeriods'
  | 'apertureCm'
  | 'halfAngle'
  | 'tipAboveFaceCm'
  | 'beams'
  | 'dynamicRangeDb'
  | 'greyGamma'
  | 'greyContrast'
  | 'noiseDb'
  | 'persistenceMs'
  | 'smoothing'
  | 'edgeEnhancement';

const ranges: Readonly<Record<Make, Readonly<Record<MakeSetting, Range>>>> = {
  cart: {
    frequencyMHz: [2.2, 3.4],
    pulsePeriods: [1.5, 2.1],
    apertureCm: [1.7, 2.1],
    halfAngle: [0.62, 0.78],
    tipAboveFaceCm: [0, 0],
    beams: [120, 150],
    dynamicRangeDb: [56, 66],
    greyGamma: [1.2, 1.6],
    greyContrast: [0.1, 0.5],
    noiseDb: [-66, -56],
    persistenceMs: [0, 40],
    smoothing: [0.2, 0.6],
    edgeEnhancement: [0.1, 0.5],
  },
  premium: {
    frequencyMHz: [2.4, 3.6],
    pulsePeriods: [1.3, 1.8],
    apertureCm: [2, 2.7],
    halfAngle: [0.7, 0.8],
    tipAboveFaceCm: [0, 1.2],
    beams: [140, 170],
    dynamicRangeDb: [50, 60],
    greyGamma: [1.1, 1.5],
    greyContrast: [0, 0.4],
    noiseDb: [-68, -58],
    persistenceMs: [10, 60],
    smoothing: [0.3, 0.8],
    edgeEnhancement: [0, 0.4],
  },
  portable: {
    frequencyMHz: [1.9, 2.8],
    pulsePeriods: [1.8, 2.6],
    apertureCm: [1.5, 1.9],
    halfAngle: [0.66, 0.78],
    tipAboveFaceCm: [0, 0.6],
    beams: [90, 120],
    dynamicRangeDb: [50, 60],
    greyGamma: [1.4, 2],
    greyContrast: [0, 0.3],
    noiseDb: [-62, -54],
    persistenceMs: [20, 90],
    smoothing: [0.5, 1],
    edgeEnhancement: [0, 0.2],
  },
  classic: {
    frequencyMHz: [1.8, 2.6],
    pulsePeriods: [1.7, 2.4],
    apertureCm: [1.4, 1.8],
    halfAngle: [0.7, 0.8],
    tipAboveFaceCm: [0, 0],
    beams: [96, 120],
    dynamicRangeDb: [46, 56],
    greyGamma: [0.95, 1.3],
    greyContrast: [0.2, 0.7],
    noiseDb: [-60, -52],
    persistenceMs: [0, 50],
    smoothing: [0.1, 0.6],
    edgeEnhancement: [0.2, 0.8],
  },
};

/** Upper limit of frequency times depth, MHz cm: deeper images use lower frequencies. */
const penetrationMHzCm = 44;

/** Share of machines that store RGB images; the others store grey ones. */
export const colourShare = 0.3;

/** The order of the draws is part of the seed's meaning. */
export function drawMachine(random: RandomStream, depthCm: number): Machine {
  const sampler = new Sampler(random);
  const make = sampler.pick(makes);
  const within = (range: Range): number => sampler.between(...range);
  const of = ranges[make];
  return {
    make,
    frequencyMHz: Math.min(within(of.frequencyMHz), penetrationMHzCm / depthCm),
    pulsePeriods: within(of.pulsePeriods),
    apertureCm: within(of.apertureCm),
    focusCm: depthCm * within([0.45, 0.75]),
    depthCm,
    halfAngle: within(of.halfAngle),
    tipAboveFaceCm: within(of.tipAboveFaceCm),
    beams: Math.round(within(of.beams)),
    samplesPerBeam: 360,
    frameTimeMs: within([17, 40]),
    gainDb: within([-7, 4]),
    timeGainErrorsDb: Array.from({ length: 8 }, () => within([-2.5, 2.5])),
    assumedAttenuation: within([0.36, 0.48]),
    dynamicRangeDb: within(of.dynamicRangeDb),
    greyGamma: within(of.greyGamma),
    greyContrast: within(of.greyContrast),
    noiseDb: within(of.noiseDb),
    sideLobeDb: within([-38, -26]),
    persistenceMs: within(of.persistenceMs),
    smoothing: within(of.smoothing),
    edgeEnhancement: within(of.edgeEnhancement),
  };
}
