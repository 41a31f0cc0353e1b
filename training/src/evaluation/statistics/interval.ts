/** An interval, both ends included, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution: half width of a two-sided 95 % interval. */
export const z95 = 1.959963984540054;
