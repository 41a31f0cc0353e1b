import { normalNumbers } from './normal-numbers';
import { randomStream } from '../random';

/** A simulated patient: body, heart and how the sonographer held the probe. Lengths in cm. */
export interface PhantomPatient {
  /** Position in the cohort, from 0. */
  readonly index: number;
  readonly sex: 'F' | 'M';
  readonly ageYears: number;
  readonly heightM: number;
  readonly weightKg: number;
  /** Beats per minute. */
  readonly heartRate: number;
  /** End-diastolic and end-systolic volume of the left ventricle, mL. */
  readonly edvMl: number;
  readonly esvMl: number;
  /** (EDV - ESV) / EDV, percent. */
  readonly efPercent: number;
  /** A pacing or defibrillator lead runs through the right heart. */
  readonly hasLead: boolean;
  readonly anatomy: Anatomy;
  readonly view: ProbeView;
}

/** Shape of the heart at end-diastole. */
export interface Anatomy {
  /** Largest cavity radius over cavity length of the left ventricle. */
  readonly sphericity: number;
  readonly wallThickness: number;
  /** Width of the right ventricle at its base. */
  readonly rightVentricleWidth: number;
  readonly leftAtriumLength: number;
  readonly leftAtriumWidth: number;
  readonly rightAtriumLength: number;
  readonly rightAtriumWidth: number;
}

/** Position of the heart in the scanning sector and the machine's settings. */
export interface ProbeView {
  /** Depth of the endocardial apex below the probe. */
  readonly apexDepth: number;
  /** Sideways position of the apex, positive to the picture's right. */
  readonly apexShift: number;
  /** Angle of the ventricle's long axis to the central beam, radians; negative: base to the right. */
  readonly axisTilt: number;
  /** Apparent over true length of the left ventricle: at most 1. */
  readonly foreshortening: number;
  /** Imaging depth. */
  readonly depth: number;
  /** Half of the sector's opening angle, radians. */
  readonly halfAngle: number;
  /** Overall gain, dB. */
  readonly gainDb: number;
  readonly dynamicRangeDb: number;
  /** Attenuation left over after time-gain compensation, dB per cm. */
  readonly attenuationDbPerCm: number;
  /** Loss at the sector's lateral edge, dB. */
  readonly edgeDropoutDb: number;
  /** Strength of the haze near the probe, 0..1. */
  readonly nearFieldClutter: number;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/**
 * Draws one patient. Spreads follow the A4C training cohort of Ghorbani et al. 2020 (table of
 * cohort characteristics): EDV 95 (48) mL, EF 55 (12) %, age 61 (17) years, height 1.69 (0.12) m,
 * weight 78 (22) kg, 52 % men. A low EF goes with a large, round ventricle.
 *
 * @param seed of the cohort
 * @param index of the patient; the same seed and index give the same patient
 * @param leadShare probability of a lead, 0..1
 */
export function drawPatient(seed: number, index: number, leadShare: number): PhantomPatient {
  const uniform = randomStream('patient', seed, index);
  const normal = normalNumbers(uniform);
  const between = (low: number, high: number): number => low + (high - low) * uniform();

  const sex = uniform() < 0.522 ? 'M' : 'F';
  const ageYears = Math.round(clamp(61.1 + 17.1 * normal(), 18, 95));
  const heightM = clamp((sex === 'M' ? 1.76 : 1.62) + 0.075 * normal(), 1.4, 2.05);
  const weightKg = clamp(27.2 * heightM ** 2 + 17 * normal(), 38, 170);

  const disease = -Math.log(1 - uniform());
  const efPercent = clamp(63.5 - 8.5 * disease + 7.5 * normal(), 12, 78);
  const edvMl = clamp(86 * Math.exp(0.22 * (disease - 1) + 0.37 * normal()), 32, 320);
  const esvMl = edvMl * (1 - efPercent / 100);
  const dilation = clamp((edvMl - 60) / 140, 0, 1);

  const anatomy: Anatomy = {
    sphericity: clamp(0.29 + 0.05 * dilation + 0.015 * normal(), 0.25, 0.38),
    wallThickness: clamp(0.98 + 0.16 * normal(), 0.65, 1.6),
    rightVentricleWidth: clamp(3.0 + 0.4 * normal(), 2.1, 4.2),
    leftAtriumLength: clamp(4.6 + 0.6 * normal(), 3.2, 6.2),
    leftAtriumWidth: clamp(3.9 + 0.45 * normal(), 2.9, 5.2),
    rightAtriumLength: clamp(4.4 + 0.5 * normal(), 3.2, 5.8),
    rightAtriumWidth: clamp(3.7 + 0.4 * normal(), 2.8, 4.8),
  };
  const apexDepth = between(1.6, 2.6);
  const length = (edvMl / (truncatedVolumeFactor * anatomy.sphericity ** 2)) ** (1 / 3);
  const view: ProbeView = {
    apexDepth,
    apexShift: clamp(0.35 + 0.35 * normal(), -0.4, 1.2),
    axisTilt: clamp(-0.14 + 0.09 * normal(), -0.36, 0.08),
    foreshortening: between(0.93, 1),
    depth: clamp(Math.max(between(14.5, 17), apexDepth + length + 3.8), 14, 19),
    halfAngle: between(0.64, 0.78),
    gainDb: 2.5 * normal(),
    dynamicRangeDb: between(52, 64),
    attenuationDbPerCm: between(0.1, 0.7),
    edgeDropoutDb: between(2, 14),
    nearFieldClutter: between(0.1, 0.8),
  };
  return {
    index,
    sex,
    ageYears,
    heightM,
    weightKg,
    heartRate: Math.round(between(52, 96)),
    edvMl,
    esvMl,
    efPercent,
    hasLead: uniform() < leadShare,
    anatomy,
    view,
  };
}

/**
 * Part of the long semi-axis that the mitral plane lies beyond the centre of the ellipsoid: the
 * cavity's length is (1 + this) semi-axes.
 */
export const truncation = 0.6;

/**
 * Volume of the cavity = this * radius^2 * length. The cavity is an ellipsoid of revolution with
 * radius R and long semi-axis A, cut at u = k A (k = 1 + truncation) from the apex:
 * pi R^2 * integral_0^{kA} (1 - ((u - A) / A)^2) du = pi R^2 A k^2 (1 - k / 3), and length = k A.
 */
export const truncatedVolumeFactor = Math.PI * (1 + truncation) * (1 - (1 + truncation) / 3);
