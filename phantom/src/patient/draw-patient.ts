import { normalStream, randomStream } from '@echonet/models/random';
import { normalQuantile } from '../math/normal-quantile';
import { clamp, logistic } from '../math/scalar';
import { drawAcoustics } from './acoustics';
import { bodyMassIndex, bodySurfaceM2, drawBody } from './body';
import { drawAnatomy } from './draw-anatomy';
import { severeLaVolumeIndex, wallThicknessLimitCm } from './limits';
import type { PhantomPatient } from './phantom-patient';
import { varyPatient } from './vary-patient';

export interface PatientOptions {
  /** Probability of a lead, 0..1; 0.131 in the A4C cohort of Ghorbani et al. 2020 unless given. */
  readonly leadShare?: number;
  /** Changed by {@link varyPatient}. */
  readonly varied?: boolean;
}

/** Prevalence in the A4C cohort of Ghorbani et al. 2020. */
const cohortShares = { lead: 0.131, severeLaDilation: 0.18, hypertrophy: 0.327 };

/** Prevalence of atrial fibrillation, which depends on the size of the left atrium. */
const fibrillationShare = 0.14;

/**
 * Draws a patient of the A4C cohort of Ghorbani et al. 2020 (its table of characteristics): every
 * label has the table's mean, standard deviation or prevalence. Labels are correlated through
 * standard normal latent variables (a Gaussian copula), so each keeps its own distribution:
 *
 * - `disease` lowers EF and, past 0.7 standard deviations, dilates the left ventricle;
 * - a healthy left ventricle holds 54 mL/m2 of body surface in men and 45 in women at end-diastole
 *   (Lang et al. 2015, Table 2, indexed), and 0.25 % less with every year of age;
 * - walls thicken with age and weight; the left atrium enlarges with age and disease, the right
 *   atrium with the left one; leads become likelier with disease and age.
 *
 * The constants of EF, EDV and the body were fitted so that 300,000 draws have the table's means
 * and standard deviations, that of ESV included.
 *
 * @param seed of the cohort
 * @param index of the patient; the same seed and index give the same patient
 */
export function drawPatient(
  seed: number,
  index: number,
  { leadShare = cohortShares.lead, varied = false }: PatientOptions = {},
): PhantomPatient {
  const patient = drawFromCohort(seed, index, leadShare);
  return varied ? varyPatient(patient, randomStream('varied patient', seed, index)) : patient;
}

function drawFromCohort(seed: number, index: number, leadShare: number): PhantomPatient {
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

/** A standard normal number with the given correlations to two independent ones. */
function combine(
  [weight1, latent1]: readonly [number, number],
  [weight2, latent2]: readonly [number, number],
  normal: () => number,
): number {
  const own = Math.sqrt(1 - weight1 ** 2 - weight2 ** 2);
  return weight1 * latent1 + weight2 * latent2 + own * normal();
}
