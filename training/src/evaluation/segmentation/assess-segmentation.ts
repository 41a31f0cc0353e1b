import { mean } from 'd3-array';
import type { HeartStructure } from '@echonet/models/measures';
import { conformalHalfWidth } from '../statistics/conformal';
import { bias, meanAbsoluteError, rSquared } from '../statistics/regression-error';
import { pearson } from '../statistics/correlation';
import { estimates, type Estimate } from '../report/estimate';
import type { ClipValues, Phase, SegmentationCase, StructureAgreement } from './measure-cases';

/** Values that are compared, and on which scale their errors are of one size. */
export const measureScales = {
  EDV: { unit: 'mL', scale: 'logarithmic' },
  ESV: { unit: 'mL', scale: 'logarithmic' },
  EF: { unit: '%', scale: 'absolute' },
  LAVolume: { unit: 'mL', scale: 'logarithmic' },
} as const;

export type MeasureId = keyof typeof measureScales;
export const measureIds = Object.keys(measureScales) as MeasureId[];

const structureMetrics = ['dice', 'hausdorff95', 'meanDistance'] as const;
const measureMetrics = ['r2', 'r', 'bias', 'mae'] as const;

export interface StructureResults {
  readonly structure: HeartStructure;
  readonly phase: Phase;
  readonly frames: number;
  /** Frames in which one observer has the structure and the other has none. */
  readonly failures: number;
  /** Of the distances, over the frames whose scale is known where there are any. */
  readonly distanceUnit: 'mm' | 'prepared pixels';
  readonly metrics: Readonly<Partial<Record<(typeof structureMetrics)[number], Estimate>>>;
}

export interface MeasureResults {
  readonly measure: MeasureId;
  readonly unit: string;
  readonly clips: number;
  /** Clips whose true value is known and that gave none. */
  readonly failures: number;
  readonly metrics: Readonly<Partial<Record<(typeof measureMetrics)[number], Estimate>>>;
}

export interface SegmentationResults {
  readonly patients: number;
  readonly clips: number;
  readonly structures: readonly StructureResults[];
  readonly measures: readonly MeasureResults[];
}

const resamples = 1000;

/** Agreement over cases, with 95 % intervals by bootstrap of the patients. */
export function assessSegmentation(
  cases: readonly SegmentationCase[],
  seed: number,
): SegmentationResults {
  const frames = cases.flatMap(({ clip, agreements }) =>
    agreements.map((agreement) => ({
      patientId: clip.patientId,
      hasScale: clip.mmPerPixel !== undefined,
      agreement,
    })),
  );
  const kinds = new Map(
    frames.map(({ agreement: { structure, phase } }) => [
      `${structure} ${phase}`,
      { structure, phase },
    ]),
  );
  return {
    patients: new Set(cases.map(({ clip }) => clip.patientId)).size,
    clips: cases.length,
    structures: [...kinds.values()].map(({ structure, phase }) => {
      const own = frames.filter(
        ({ agreement }) => agreement.structure === structure && agreement.phase === phase,
      );
      return {
        structure,
        phase,
        frames: own.length,
        failures: own.filter(
          ({ agreement: { dice, hausdorff95 } }) => dice < 1 && hausdorff95 === undefined,
        ).length,
        distanceUnit: own.some(({ hasScale }) => hasScale) ? 'mm' : 'prepared pixels',
        metrics: structureEstimates(own, seed),
      };
    }),
    measures: measureIds.flatMap((measure) => {
      const results = assessMeasure(cases, measure, seed);
      return results.clips > 0 ? [results] : [];
    }),
  };
}

function structureEstimates(
  frames: readonly {
    readonly patientId: string;
    readonly hasScale: boolean;
    readonly agreement: StructureAgreement;
  }[],
  seed: number,
): StructureResults['metrics'] {
  const anyScale = frames.some(({ hasScale }) => hasScale);
  const known = frames.map(({ agreement, hasScale }) =>
    structureMetrics.map((metric) =>
      metric === 'dice' || hasScale || !anyScale ? (agreement[metric] ?? NaN) : NaN,
    ),
  );
  return estimates(
    frames.map(({ patientId }) => patientId),
    structureMetrics,
    { resamples, seed },
    (drawn = [...frames.keys()]) =>
      structureMetrics.map(
        (_, metric) =>
          mean(drawn, (index) => {
            const value = known[index][metric];
            return Number.isNaN(value) ? undefined : value;
          }) ?? NaN,
      ),
  );
}

function assessMeasure(
  cases: readonly SegmentationCase[],
  measure: MeasureId,
  seed: number,
): MeasureResults {
  const known = cases.filter(({ truth }) => truth[measure] !== undefined);
  const pairs = pairsOf(known, measure);
  const metrics = estimates(
    pairs.map(({ patientId }) => patientId),
    measureMetrics,
    { resamples, seed },
    (drawn = [...pairs.keys()]) => {
      const truth = drawn.map((index) => pairs[index].truth);
      const predicted = drawn.map((index) => pairs[index].predicted);
      return [
        rSquared(truth, predicted),
        pearson(truth, predicted),
        bias(truth, predicted),
        meanAbsoluteError(truth, predicted),
      ];
    },
  );
  return {
    measure,
    unit: measureScales[measure].unit,
    clips: known.length,
    failures: known.length - pairs.length,
    metrics,
  };
}

/** A value by both observers. */
export interface MeasurePair {
  readonly patientId: string;
  readonly truth: number;
  readonly predicted: number;
}

export function pairsOf(
  cases: readonly SegmentationCase[],
  measure: keyof ClipValues,
): MeasurePair[] {
  return cases.flatMap(({ clip: { patientId }, truth, predicted }) => {
    const [a, b] = [truth[measure], predicted[measure]];
    return a === undefined || b === undefined ? [] : [{ patientId, truth: a, predicted: b }];
  });
}

/** Error on the scale of the measure: a difference, or the logarithm of a quotient. */
export function residualOf(measure: MeasureId, { truth, predicted }: MeasurePair): number {
  return measureScales[measure].scale === 'logarithmic'
    ? Math.log(predicted / truth)
    : predicted - truth;
}

/**
 * Half-width, on the scale of the measure, of the interval around a value that covers 90 % of new
 * patients (split conformal).
 *
 * @returns undefined with too few patients
 */
export function halfWidth90(
  cases: readonly SegmentationCase[],
  measure: MeasureId,
): number | undefined {
  const residuals = pairsOf(cases, measure).map((pair) => ({
    patientId: pair.patientId,
    residual: residualOf(measure, pair),
  }));
  const halfWidth = conformalHalfWidth(residuals, 0.9);
  return Number.isFinite(halfWidth) ? halfWidth : undefined;
}
