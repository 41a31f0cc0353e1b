import { normalStream, type RandomStream } from '@echonet/models/random';
import { clamp } from '../math/scalar';
import { Sampler } from '../math/sampler';
import type { BeamShadow, HazeCloud } from '../ultrasound/acoustics';
import type { PatientAcoustics } from './acoustics';
import type { Anatomy, PhantomPatient, ReliefWave, Rhythm } from './phantom-patient';

/** How a constant that follows from body and age is loosened. */
interface Loosening {
  /** Where deviations are shrunk to. */
  readonly middle: number;
  /** Part of the deviation from the middle that remains, 0..1. */
  readonly kept: number;
  /** Standard deviation of what is added. */
  readonly spread: number;
  readonly range: readonly [least: number, most: number];
}

type Loosened<Of, Names extends keyof Of> = Readonly<Record<Names, Loosening>>;

const looseAcoustics: Loosened<
  PatientAcoustics,
  | 'fatThicknessCm'
  | 'chestWallThicknessCm'
  | 'epicardialFatCm'
  | 'attenuationDbPerCm'
  | 'nearFieldClutter'
  | 'myocardialGainDb'
  | 'windowHalfWidthCm'
> = {
  fatThicknessCm: { middle: 0.9, kept: 0.4, spread: 0.45, range: [0.15, 2.8] },
  chestWallThicknessCm: { middle: 1.1, kept: 0.4, spread: 0.4, range: [0.4, 2.4] },
  epicardialFatCm: { middle: 0.28, kept: 0.4, spread: 0.2, range: [0, 0.9] },
  attenuationDbPerCm: { middle: 0.35, kept: 0.5, spread: 0.25, range: [0, 1.3] },
  nearFieldClutter: { middle: 0.28, kept: 0.5, spread: 0.22, range: [0, 0.9] },
  myocardialGainDb: { middle: 0, kept: 0.4, spread: 2.5, range: [-7, 7] },
  windowHalfWidthCm: { middle: 1.9, kept: 0.5, spread: 0.4, range: [1.2, 2.8] },
};

const looseAnatomy: Loosened<
  Anatomy,
  | 'sphericity'
  | 'leafletThickness'
  | 'annularCalcification'
  | 'calcifiedArc'
  | 'outflowDiameter'
  | 'leftAtrialFlatness'
  | 'rightAtrialWidth'
  | 'moderatorBand'
> = {
  sphericity: { middle: 0.285, kept: 0.8, spread: 0.025, range: [0.23, 0.38] },
  leafletThickness: { middle: 0.13, kept: 0.4, spread: 0.05, range: [0.06, 0.35] },
  annularCalcification: { middle: 0.13, kept: 0.3, spread: 0.12, range: [0, 0.5] },
  calcifiedArc: { middle: 0.45, kept: 0.3, spread: 0.25, range: [0.1, 1] },
  outflowDiameter: { middle: 2.05, kept: 0.5, spread: 0.2, range: [1.5, 2.8] },
  leftAtrialFlatness: { middle: 0.88, kept: 1, spread: 0.05, range: [0.7, 1] },
  rightAtrialWidth: { middle: 0.8, kept: 1, spread: 0.08, range: [0.6, 1.05] },
  moderatorBand: { middle: 0.12, kept: 1, spread: 0.08, range: [0, 0.34] },
};

function loosen<Of, Names extends keyof Of>(
  values: Of,
  by: Loosened<Of, Names>,
  normal: () => number,
): Of {
  const changed = (Object.entries(by) as [Names, Loosening][]).map(
    ([
      name,
      {
        middle,
        kept,
        spread,
        range: [least, most],
      },
    ]) => {
      const own = values[name] as number;
      return [name, clamp(middle + kept * (own - middle) + spread * normal(), least, most)];
    },
  );
  return { ...values, ...(Object.fromEntries(changed) as Of) };
}

/**
 * The patient with what a clinic meets beside the cohort's distribution: weaker ties from body and age
 * to what an image shows, findings beside the labelled ones, and poorer acoustics. Labels are those of the
 * changed patient; EDV, ESV and left atrial volume, body and lead stay as they are.
 */
export function varyPatient(patient: PhantomPatient, random: RandomStream): PhantomPatient {
  const sampler = new Sampler(random);
  const normal = normalStream(random);
  const isRightDilated = sampler.chance(0.2);
  const dilation = isRightDilated ? sampler.between(1.2, 1.6) : sampler.between(0.88, 1.12);
  const atrial = isRightDilated ? sampler.between(1.1, 1.35) : sampler.between(0.95, 1.05);
  const anatomy = loosen(patient.anatomy, looseAnatomy, normal);
  return {
    ...patient,
    wallThicknessCm: patient.wallThicknessCm * sampler.between(1, 1.25),
    raDimensionCm: patient.raDimensionCm * atrial,
    rhythm: varyRhythm(patient.rhythm, sampler),
    anatomy: {
      ...anatomy,
      rightVentricleWidth: anatomy.rightVentricleWidth * dilation,
      apicalWallShare: sampler.between(0.6, 1.4),
      basalWallShare: sampler.between(0.5, 1.2),
      papillarySize: sampler.between(0.6, 1.6),
      trabeculation: sampler.chance(0.6) ? sampler.between(0.2, 1) : 0,
      chordRadius: sampler.chance(0.7) ? sampler.between(0.03, 0.07) : 0,
      effusionCm: sampler.chance(0.12) ? sampler.between(0.3, 1.1) : 0,
      dyskinesia: sampler.chance(0.3) ? drawDyskinesia(sampler) : [],
    },
    acoustics: varyAcoustics(loosen(patient.acoustics, looseAcoustics, normal), sampler),
  };
}

function varyRhythm(rhythm: Rhythm, sampler: Sampler): Rhythm {
  const fibrillates = rhythm.atrialFibrillation || sampler.chance(0.08);
  return {
    heartRate: Math.round(clamp(rhythm.heartRate * sampler.between(0.75, 1.4), 40, 150)),
    variation: fibrillates ? sampler.between(0.12, 0.28) : rhythm.variation,
    atrialFibrillation: fibrillates,
    ectopicShare: sampler.chance(0.15) ? sampler.between(0.1, 0.35) : 0,
  };
}

/**
 * A wall that does not take part in the contraction: an oval and a triangle with a lobe in the same
 * direction, which grow with the ejection.
 */
function drawDyskinesia(sampler: Sampler): ReliefWave[] {
  const direction = sampler.between(0, 2 * Math.PI);
  const amplitude = sampler.between(0.06, 0.2);
  return ([2, 3] as const).map((lobes) => ({
    ...{ lobes, amplitude, turn: 0 },
    start: lobes * direction,
  }));
}

function varyAcoustics(acoustics: PatientAcoustics, sampler: Sampler): PatientAcoustics {
  const hasContrast = sampler.chance(0.15);
  return {
    ...acoustics,
    bloodGainDb: hasContrast ? sampler.between(6, 15) : sampler.between(-4, 6),
    ...(hasContrast && { bloodDrift: sampler.between(0.05, 0.25) }),
    clouds: sampler.times(sampler.count(0, 3), () => drawCloud(sampler)),
    shadows: sampler.times(sampler.count(0, 2), () => drawShadow(sampler)),
  };
}

const drawCloud = (sampler: Sampler): HazeCloud => ({
  levelDb: sampler.between(-32, -14),
  depthCm: sampler.between(1, 11),
  heightCm: sampler.between(1, 5),
  side: sampler.between(-1, 1),
  widthShare: sampler.between(0.2, 1),
});

/** From the probe down: poor contact or a rib; a part alone: drop-out of apex or lateral wall. */
function drawShadow(sampler: Sampler): BeamShadow {
  const isPartial = sampler.chance(0.5);
  const fromCm = isPartial ? sampler.between(0, 8) : 0;
  return {
    side: sampler.between(-1.1, 1.1),
    widthShare: sampler.between(0.06, 0.3),
    fromCm,
    toCm: isPartial ? fromCm + sampler.between(1.5, 5) : Infinity,
    lossDb: sampler.between(3, 18),
  };
}
