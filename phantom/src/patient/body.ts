import { clamp, logistic } from '../math/scalar';

export interface Body {
  readonly sex: 'F' | 'M';
  readonly ageYears: number;
  readonly heightM: number;
  readonly weightKg: number;
}

/**
 * Body surface area in m2 by the formula of Du Bois and Du Bois, Arch Intern Med 17:863 (1916),
 * which Lang et al. 2015 use for their normal values.
 */
export function bodySurfaceM2({ heightM, weightKg }: Pick<Body, 'heightM' | 'weightKg'>): number {
  return 0.007184 * weightKg ** 0.425 * (100 * heightM) ** 0.725;
}

/** kg/m2. */
export function bodyMassIndex({ heightM, weightKg }: Pick<Body, 'heightM' | 'weightKg'>): number {
  return weightKg / heightM ** 2;
}

/** In the A4C cohort of Ghorbani et al. 2020. */
const maleShare = 0.522;

/**
 * Draws a body from the A4C cohort of Ghorbani et al. 2020: age 61.1 (17.1) years, height
 * 1.69 (0.12) m, weight 78.0 (21.7) kg, mean (standard deviation). Men are 15 cm taller; weight
 * follows from height and a log-normal body mass index.
 *
 * @param latent independent standard normal numbers
 */
export function drawBody(
  uniform: () => number,
  latent: { readonly age: number; readonly height: number; readonly massIndex: number },
): Body {
  const sex = uniform() < maleShare ? 'M' : 'F';
  const heightM = clamp((sex === 'M' ? 1.7617 : 1.6117) + 0.0937 * latent.height, 1.36, 2.08);
  return {
    sex,
    ageYears: Math.round(18 + 79 * logistic(0.22552 + 1.06519 * latent.age)),
    heightM,
    weightKg: clamp(heightM ** 2 * 26.452 * Math.exp(0.23448 * latent.massIndex), 36, 190),
  };
}
