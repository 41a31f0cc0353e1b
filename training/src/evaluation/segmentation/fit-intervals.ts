import { realWhereAny } from '../../data/real-where-any';
import {
  halfWidth90,
  measureIds,
  measureScales,
  pairsOf,
  residualOf,
  type MeasureId,
} from './assess-segmentation';
import type { SegmentationCase } from './measure-cases';
import type { MeasureIntervals, SegmentationEvaluation } from './segmentation-evaluation';

export type SubsetCases = Readonly<Record<'validation' | 'test', readonly SegmentationCase[]>>;

/** Cases that intervals are fit and checked on: of real patients where there are any. */
export function intervalCases(
  cases: readonly SubsetCases[],
  sets: readonly { readonly simulated: boolean }[],
): SubsetCases {
  const decisive = realWhereAny(sets);
  const counted = cases.filter((_, set) => decisive.includes(sets[set]));
  return {
    validation: counted.flatMap((one) => one.validation),
    test: counted.flatMap((one) => one.test),
  };
}

export function fitIntervals({
  validation,
  test,
}: SubsetCases): SegmentationEvaluation['intervals'] {
  return Object.fromEntries(
    measureIds.flatMap((measure): [MeasureId, MeasureIntervals][] => {
      const halfWidth = halfWidth90(validation, measure);
      if (halfWidth === undefined) {
        return [];
      }
      const pairs = pairsOf(test, measure);
      const held = pairs.filter((pair) => Math.abs(residualOf(measure, pair)) <= halfWidth);
      return [
        [
          measure,
          {
            scale: measureScales[measure].scale,
            halfWidth,
            patients: new Set(pairsOf(validation, measure).map(({ patientId }) => patientId)).size,
            ...(pairs.length > 0 && { testCoverage: held.length / pairs.length }),
          },
        ],
      ];
    }),
  );
}
