import type { HeartView } from '../heart';

/** Views that the simulated heart can be cut in, with the planes that each may be. */
export const phantomViews = {
  A4C: ['A4C'],
  A2C: ['A2C'],
  A3C: ['A3C'],
  A5C: ['A5C'],
  PLAX: ['PLAX'],
  PSAX: ['PSAX mitral valve', 'PSAX papillary muscles', 'PSAX aortic valve'],
  SC4C: ['subcostal 4C'],
} as const satisfies Readonly<Record<string, readonly HeartView[]>>;

/** One of {@link phantomViews}. */
export type PhantomView = keyof typeof phantomViews;

/** Names of {@link phantomViews}. */
export const phantomViewNames = Object.keys(phantomViews) as readonly PhantomView[];

/** Size and timing of a cine. */
export interface CineFormat {
  readonly Rows: number;
  readonly Columns: number;
  readonly frameCount: number;
  readonly frameTimeMs: number;
}

/** Size of a phantom's screen where nobody asks for another. */
export const phantomImageSize = { Columns: 400, Rows: 300 } as const;

/** One clip of a simulated patient; plain data, so that it can go to a worker. */
export interface PhantomClip {
  /** Of the cohort. */
  readonly seed: number;
  /** Of the patient, from 0. */
  readonly index: number;
  /** Probability of a lead in the cohort, 0..1. */
  readonly leadShare: number;
  readonly view: PhantomView;
  /** Which clip of this view, from 0: the probe is put on anew, by another machine. */
  readonly take: number;
  readonly format: CineFormat;
}

/** A cohort to be simulated. */
export interface PhantomCohort {
  readonly patients: number;
  readonly seed: number;
  /** Probability of a lead, 0..1. */
  readonly leadShare: number;
  /** A clip of each for every patient. */
  readonly views: readonly PhantomView[];
  readonly clipsPerView: number;
  readonly format: CineFormat;
}

/** The clips of one patient of a cohort, in the order of their series. */
export function clipsOfPatient(cohort: PhantomCohort, index: number): PhantomClip[] {
  const { seed, leadShare, views, clipsPerView, format } = cohort;
  return views.flatMap((view) =>
    Array.from({ length: clipsPerView }, (_, take) => ({
      ...{ seed, index, leadShare, view, take, format },
    })),
  );
}
