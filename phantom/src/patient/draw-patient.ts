import { normalStream, randomStream } from '@echonet/models/random';
import type { ReliefWave } from '../heart/relief';
import { drawAcoustics, type Acoustics } from './acoustics';
import { bodyMassIndex, bodySurfaceM2, clamp, drawBody, logistic, type Body } from './body';
import { severeLaVolumeIndex, wallThicknessLimitCm } from './labels';
import { normalQuantile } from '../math/normal-quantile';

/** A simulated patient: body, heart and what the body does to ultrasound. */
export interface PhantomPatient extends Body {
  /** Position in the cohort, from 0. */
  readonly index: number;
  /** Body surface area, m2. */
  readonly bsaM2: number;
  readonly edvMl: number;
  readonly esvMl: number;
  /** 100 (EDV - ESV) / EDV. */
  readonly efPercent: number;
  /** A pacing or defibrillator lead runs through the right heart. */
  readonly hasLead: boolean;
  /** Largest volume of the left atrium, at end-systole. */
  readonly laVolumeMl: number;
  /** Major axis of the right atrium at end-systole. */
  readonly raDimensionCm: number;
  /** Of the left ventricle at end-diastole: septum and free wall alike. */
  readonly wallThicknessCm: number;
  readonly rhythm: Rhythm;
  readonly anatomy: Anatomy;
  readonly acoustics: Acoustics;
}

/** How the heart beats. */
export interface Rhythm {
  /** Beats per minute. */
  readonly heartRate: number;
  /** Standard deviation of the time between beats over its mean. */
  readonly variation: number;
  readonly atrialFibrillation: boolean;
}

/** Shape of the heart where no label fixes it. */
export interface Anatomy {
  /** Largest cavity radius of the left ventricle over its length at end-diastole. */
  readonly sphericity: number;
  /** Part of its length that the left ventricle loses until end-systole. */
  readonly longitudinalShortening: number;
  /** Turn of the apex against the base at end-systole, radians. */
  readonly twist: number;
  /** Largest width of the right ventricle at its base, cm. */
  readonly rightVentricleWidth: number;
  /** Part of its width that the right ventricle loses until end-systole. */
  readonly rightVentricleShortening: number;
  /** Emptied part of the left atrium's largest volume. */
  readonly atrialEmptying: number;
  /** Half axis of the left atrium across the four-chamber plane over that along it. */
  readonly leftAtrialFlatness: number;
  /** Largest width of the right atrium over its length. */
  readonly rightAtrialWidth: number;
  /** Diameter of the left ventricular outflow tract, cm. */
  readonly outflowDiameter: number;
  /** Thickness of the mitral leaflets, cm. */
  readonly leafletThickness: number;
  /** Radius of the calcium in the mitral annulus, cm; 0 none. */
  readonly annularCalcification: number;
  /** Part of the posterior mitral annulus that the calcium fills, 0..1. */
  readonly calcifiedArc: number;
  /** Radius of the moderator band across the right ventricle, cm; 0 none to be seen. */
  readonly moderatorBand: number;
  /** Direction of the papillary muscles' feet, degrees around the long axis. */
  readonly papillaryAngles: readonly [anterolateral: number, posteromedial: number];
  /** How the chambers differ from smooth ellipsoids. */
  readonly relief: Readonly<
    Record<'leftVentricle' | 'leftAtrium' | 'rightAtrium', readonly ReliefWave[]>
  >;
  /** Position of the lead's tip and bends, each -1..1. */
  readonly leadPosition: readonly [number, number, number];
}

/** What a cohort may change. */
export interface PatientOptions {
  /** Share of patients with a lead: 0.131 in the A4C cohort of Ghorbani et al. 2020. */
  readonly leadShare?: number;
}

/** Shares of the A4C cohort of Ghorbani et al. 2020. */
const cohortShares = { lead: 0.131, severeLaDilation: 0.18, hypertrophy: 0.327 };

/** Share of patients in atrial fibrillation: most of them old, with a large left atrium. */
const fibrillationShare = 0.14;

/**
 * Draws a patient of the A4C cohort of Ghorbani et al. 2020 (its table of characteristics): every
 * label has the table's mean, spread or share. The labels hang together through standard normal
 * numbers (a Gaussian copula), so each keeps its own distribution:
 *
 * - `disease` lowers EF and, past 0.7 standard deviations, dilates the ventricle;
 * - a healthy ventricle holds 54 mL/m2 of body surface in men and 45 in women at end-diastole (Lang
 *   et al. 2015, Table 2, indexed), and a quarter percent less with every year of age;
 * - walls are thicker in the old and the heavy; the left atrium is larger with age and disease, the
 *   right atrium with the left one; leads go to the old and the diseased.
 *
 * The constants of EF, EDV and of the body were fitted so that 300,000 draws have the table's
 * means and spreads, that of ESV included.
 *
 * @param seed of the cohort
 * @param index of the patient; the same seed and index give the same patient
 */
export function drawPatient(
  seed: number,
  index: number,
  { leadShare = cohortShares.lead }: PatientOptions = {},
): PhantomPatient {
  const uniform = randomStream('patient', seed, index);
  const normal = normalStream(uniform);
  const age = normal();
  const massIndex = normal();
  const disease = normal();
  const body = drawBody(uniform, { age, height: normal(), massIndex });
  const { sex, ageYears } = body;
  const bsaM2 = bodySurfaceM2(body);

  const efPercent = 8 + 70 * logistic(0.84373 - 0.90187 * disease);
  const healthyEdvMl = (sex === 'M' ? 54 : 45) * bsaM2 * Math.exp(-0.0025 * (ageYears - 45));
  const dilation = disease > 0.7 ? 0.76805 * (disease - 0.7) ** 0.95181 : 0;
  const edvMl = clamp(healthyEdvMl * Math.exp(-0.1233 + dilation + 0.21678 * normal()), 28, 420);

  const thickness = combine([0.3, age], [0.3, massIndex], normal);
  const wallThicknessCm =
    wallThicknessLimitCm[sex] *
    Math.exp(0.18 * (clamp(thickness, -2.8, 2.8) + normalQuantile(cohortShares.hypertrophy)));

  const leftAtrium = combine([0.32, age], [0.38, disease], normal);
  const laVolumeMl =
    bsaM2 *
    severeLaVolumeIndex *
    Math.exp(0.38 * (clamp(leftAtrium, -3, 2.8) + normalQuantile(cohortShares.severeLaDilation)));
  const rightAtrium = combine([0.5, leftAtrium], [0, 0], normal);
  const raDimensionCm = 4.55 * (bsaM2 / 1.85) ** 0.6 * Math.exp(0.12 * clamp(rightAtrium, -2.5, 3));

  const lead = combine([0.4, disease], [0.25, age], normal);
  const fibrillation = combine([0.55, leftAtrium], [0, 0], normal);
  const atrialFibrillation = fibrillation > -normalQuantile(fibrillationShare);

  return {
    index,
    ...body,
    bsaM2,
    edvMl,
    esvMl: edvMl * (1 - efPercent / 100),
    efPercent,
    hasLead: lead > -normalQuantile(leadShare),
    laVolumeMl,
    raDimensionCm,
    wallThicknessCm,
    rhythm: {
      heartRate: Math.round(clamp(70 + 4 * disease + 11 * normal(), 44, 125)),
      variation: atrialFibrillation ? 0.12 + 0.08 * uniform() : 0.015 + 0.03 * uniform(),
      atrialFibrillation,
    },
    anatomy: drawAnatomy(
      { body, bsaM2, efPercent, disease, leftAtrium, rightAtrium },
      uniform,
      normal,
    ),
    acoustics: drawAcoustics(body, bodyMassIndex(body), uniform, normal),
  };
}

/** What shapes the rest of the heart. */
interface HeartFactors {
  readonly body: Body;
  readonly bsaM2: number;
  readonly efPercent: number;
  readonly disease: number;
  readonly leftAtrium: number;
  readonly rightAtrium: number;
}

function drawAnatomy(
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

/** Waves of random directions, two of each kind. */
function drawRelief(height: number, uniform: () => number, normal: () => number): ReliefWave[] {
  return ([2, 2, 3, 3] as const).map((lobes) => ({
    lobes,
    amplitude: clamp(height * normal(), -1.8 * height, 1.8 * height),
    start: 2 * Math.PI * uniform(),
    turn: 3 * normal(),
  }));
}

/** A standard normal number with these correlations to two independent ones. */
function combine(
  [weight1, latent1]: readonly [number, number],
  [weight2, latent2]: readonly [number, number],
  normal: () => number,
): number {
  const own = Math.sqrt(1 - weight1 ** 2 - weight2 ** 2);
  return weight1 * latent1 + weight2 * latent2 + own * normal();
}
