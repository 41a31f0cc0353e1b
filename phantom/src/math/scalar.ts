export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Amplitude ratio of a level in decibels. */
export const amplitudeOf = (decibels: number): number => 10 ** (decibels / 20);
