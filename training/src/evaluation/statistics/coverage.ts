/** What an interval holds of some cases. */
export interface Coverage {
  readonly held: number;
  readonly clips: number;
  /** Range of their true values. */
  readonly low: number;
  readonly high: number;
}

interface Case {
  readonly truth: number;
}

/** What an interval holds of all cases; undefined without any. */
export function coverageOf<One extends Case>(
  cases: readonly One[],
  isHeld: (one: One) => boolean,
): Coverage | undefined {
  const values = cases.map(({ truth }) => truth);
  return cases.length === 0
    ? undefined
    : {
        held: cases.filter(isHeld).length,
        clips: cases.length,
        low: Math.min(...values),
        high: Math.max(...values),
      };
}

/** What an interval holds of the cases with the lowest, middle and highest third of true values. */
export function coverageByThird<One extends Case>(
  cases: readonly One[],
  isHeld: (one: One) => boolean,
): (Coverage | undefined)[] {
  return thirdsBy(cases, ({ truth }) => truth).map((third) => coverageOf(third, isHeld));
}

/** The cases with the lowest, middle and highest values. */
export function thirdsBy<One>(cases: readonly One[], value: (one: One) => number): One[][] {
  const sorted = [...cases].sort((a, b) => value(a) - value(b));
  const border = (third: number) => Math.round((third * sorted.length) / 3);
  return [0, 1, 2].map((third) => sorted.slice(border(third), border(third + 1)));
}
