/** Where a new object of the study goes: into a series of its own. */
export interface NewSeries {
  readonly seriesNumber: number;
  readonly seriesDescription: string;
}
