/** probability = sigmoid(slope * logit + intercept) */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

export interface ScoredClip {
  /** One per sampled frame. */
  readonly logits: readonly number[];
  /** 0 or 1. */
  readonly truth: number;
}

const identity: PlattScaling = { slope: 1, intercept: 0 };

/** Fewer clips of a class do not support a fit. */
const minClipsPerClass = 5;

/** Keeps the order of the clips: a slope near or below 0 would lose it. */
const minSlope = 0.01;

/**
 * Platt scaling (Platt 1999) of clip probabilities that are means over frames, as in the viewer:
 * maximises the likelihood of the labels over slope and intercept. Targets are Platt's (n + 1) / (n
 * + 2) and 1 / (n + 2) in place of 1 and 0, so that perfectly separated classes do not become
 * certain.
 *
 * @returns undefined where a class has fewer than five clips
 */
export function plattScaling(clips: readonly ScoredClip[]): PlattScaling | undefined {
  const positives = clips.filter(({ truth }) => truth === 1).length;
  const negatives = clips.length - positives;
  if (positives < minClipsPerClass || negatives < minClipsPerClass) {
    return undefined;
  }
  const target = (truth: number) =>
    truth === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
  const cases = clips.map(({ logits, truth }) => ({ logits, target: target(truth) }));
  let [slope, intercept] = [identity.slope, identity.intercept];
  let current = likelihood(cases, slope, intercept);
  // Levenberg-Marquardt: damping moves from Gauss-Newton steps towards gradient descent.
  let damping = 1e-3;
  for (let iteration = 0; iteration < 200 && damping < 1e12; iteration++) {
    const { gradient, curvature } = current;
    const [a, b, c] = [curvature[0] * (1 + damping), curvature[1], curvature[2] * (1 + damping)];
    const determinant = a * c - b * b;
    const step = [
      (c * gradient[0] - b * gradient[1]) / determinant,
      (a * gradient[1] - b * gradient[0]) / determinant,
    ];
    const tried = { slope: Math.max(minSlope, slope - step[0]), intercept: intercept - step[1] };
    const next = likelihood(cases, tried.slope, tried.intercept);
    if (Number.isFinite(next.loss) && next.loss <= current.loss) {
      const gain = current.loss - next.loss;
      ({ slope, intercept } = tried);
      current = next;
      damping = Math.max(1e-9, damping / 10);
      if (gain < 1e-12) {
        break;
      }
    } else {
      damping *= 10;
    }
  }
  return { slope, intercept };
}

/** Mean of the frames' probabilities. */
export function clipProbability(logits: readonly number[], scaling = identity): number {
  const { slope, intercept } = scaling;
  const sum = logits.reduce((total, logit) => total + sigmoid(slope * logit + intercept), 0);
  return sum / logits.length;
}

interface Likelihood {
  /** Mean negative log-likelihood of the clips. */
  readonly loss: number;
  /** With respect to slope and intercept. */
  readonly gradient: readonly [number, number];
  /** Gauss-Newton matrix: slope-slope, slope-intercept, intercept-intercept. */
  readonly curvature: readonly [number, number, number];
}

function likelihood(
  cases: readonly { logits: readonly number[]; target: number }[],
  slope: number,
  intercept: number,
): Likelihood {
  let loss = 0;
  const gradient: [number, number] = [0, 0];
  const curvature: [number, number, number] = [0, 0, 0];
  for (const { logits, target } of cases) {
    let [p, bySlope, byIntercept] = [0, 0, 0];
    for (const logit of logits) {
      const one = sigmoid(slope * logit + intercept);
      p += one / logits.length;
      bySlope += (one * (1 - one) * logit) / logits.length;
      byIntercept += (one * (1 - one)) / logits.length;
    }
    p = Math.min(1 - 1e-12, Math.max(1e-12, p));
    loss -= (target * Math.log(p) + (1 - target) * Math.log(1 - p)) / cases.length;
    const byP = (p - target) / (p * (1 - p)) / cases.length;
    gradient[0] += byP * bySlope;
    gradient[1] += byP * byIntercept;
    const weight = 1 / (p * (1 - p)) / cases.length;
    curvature[0] += weight * bySlope * bySlope;
    curvature[1] += weight * bySlope * byIntercept;
    curvature[2] += weight * byIntercept * byIntercept;
  }
  // Keeps the matrix invertible where all probabilities saturate.
  curvature[0] += 1e-12;
  curvature[2] += 1e-12;
  return { loss, gradient, curvature };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
