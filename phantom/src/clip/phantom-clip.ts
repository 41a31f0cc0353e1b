import type { HeartView } from '../heart';

/** Views of the simulated heart, with the scan planes that each may have. */
export const phantomViews = {
  A4C: ['A4C'],
  A2C: ['A2C'],
  A3C: ['A3C'],
  A5C: ['A5C'],
  PLAX: ['PLAX'],
  PSAX: ['PSAX mitral valve', 'PSAX papillary muscles', 'PSAX aortic valve'],
  SC4C: ['subcostal 4C'],
} as const satisfies Readonly<Record<string, readonly HeartView[]>>;

export type PhantomView = keyof typeof phantomViews;

export const phantomViewNames = Object.keys(phantomViews) as readonly PhantomView[];

export interface CineFormat {
  readonly Rows: number;
  readonly Columns: number;
  readonly frameCount: number;
  readonly frameTimeMs: number;
}

/** Default size of the screen. */
export const phantomImageSize = { Columns: 400, Rows: 300 } as const;

/** One clip of a simulated patient; plain data, so that it can be sent to a worker. */
export interface PhantomClip {
  /** Of the cohort. */
  readonly seed: number;
  /** Of the patient, from 0. */
  readonly index: number;
  /** Probability of a lead in the cohort, 0..1. */
  readonly leadShare: number;
  readonly view: PhantomView;
  /** Which clip of this view, from 0: each has its own probe position and machine. */
  readonly take: number;
  readonly format: CineFormat;
  /**
   * Patient, plane, machine and screen vary as clinics do (domain randomisation); unless given they are
   * those of the cohort that the bundled models learned from.
   */
  readonly varied?: boolean;
}

export interface PhantomCohort {
  readonly patients: number;
  readonly seed: number;
  /** Probability of a lead, 0..1. */
  readonly leadShare: number;
  /** Views that every patient has. */
  readonly views: readonly PhantomView[];
  readonly clipsPerView: number;
  readonly format: CineFormat;
  /** As in {@link PhantomClip}. */
  readonly varied?: boolean;
}

/** Clips of one patient, in the order of their series. */
export function clipsOfPatient(cohort: PhantomCohort, index: number): PhantomClip[] {
  const { seed, leadShare, views, clipsPerView, format, varied } = cohort;
  return views.flatMap((view) =>
    Array.from({ length: clipsPerView }, (_, take) => ({
      seed,
      index,
      leadShare,
      view,
      take,
      format,
      ...(varied && { varied }),
    })),
  );
}
