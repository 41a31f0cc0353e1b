/** The series of a new object, which has it to itself. */
export interface NewSeries {
  readonly seriesNumber: number;
  readonly seriesDescription: string;
}
