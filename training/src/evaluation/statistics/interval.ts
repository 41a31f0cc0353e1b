/** Closed interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution, for two-sided 95 % intervals. */
export const z95 = 1.959963984540054;
