import { messageOf } from '@echonet/command-line';
import type { Arena, Contestant, Job, StartReport } from '../contestant';
import { outputLength } from '../plan';
import { gradientAgreement, logitAgreement, type Agreement } from './agreement';
import type { Reference } from './reference';
import { timingOf, type Timing } from './statistics';

/** A measurement, or why there is none. */
export type Outcome =
  | { readonly state: 'measured'; readonly timing: Timing; readonly agreement: Agreement }
  | { readonly state: 'failed' | 'not run'; readonly reason: string };

/** One contestant with one batch size; times are milliseconds an image. */
export interface Row {
  readonly contestant: Contestant;
  readonly batchSize: number;
  /** Version, threads. */
  readonly description: string;
  readonly forward: Outcome;
  /** In the row of the first batch size alone; a gradient is that of one image. */
  readonly gradient?: Outcome;
}

export interface RoundsPlan {
  readonly rounds: number;
  /** Rounds before the first that is timed. */
  readonly warmUps: number;
  /** Returns why a contestant is not run, or undefined. */
  readonly reasonToSkip: (contestant: Contestant) => string | undefined;
  readonly jobOf: (contestant: Contestant) => Job;
  readonly reference: Reference;
  /** Called once in each round. */
  readonly eachRound?: () => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Least number of images that a series computes in each round. Frames of a clip follow one another, so
 * the first call, with the weights of another library still in the caches, is not typical.
 */
const imagesPerRound = 4;

/** A call that is repeated in every round. */
interface Series {
  readonly run: () => Promise<{ ms: number; values: ArrayLike<number> }>;
  readonly compare: (values: ArrayLike<number>) => Agreement;
  readonly images: number;
  readonly name: string;
  readonly times: number[];
  worst: Agreement;
  failure?: string;
}

/**
 * Measures contestants in turn, round by round, so that other load on the machine affects all alike.
 * Every result of every round is compared with the reference.
 */
export async function measureRounds(
  arena: Pick<Arena, 'start' | 'forward' | 'gradient' | 'stop'>,
  contestants: readonly Contestant[],
  plan: RoundsPlan,
): Promise<Row[]> {
  const entries = [];
  for (const contestant of contestants) {
    entries.push(await enter(arena, contestant, plan));
  }
  const all = entries.flatMap(({ series }) => series);
  for (let warmUp = 0; warmUp < plan.warmUps; warmUp++) {
    for (const series of all) {
      await runOnce(series, plan.log, false);
    }
    plan.log(`warm-up ${warmUp + 1} of ${plan.warmUps}`);
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const series of all) {
      await runOnce(series, plan.log, true);
    }
    await plan.eachRound?.();
    plan.log(`round ${round + 1} of ${plan.rounds}`);
  }
  return entries.flatMap(({ rows }) => rows());
}

async function enter(
  arena: Pick<Arena, 'start' | 'forward' | 'gradient' | 'stop'>,
  contestant: Contestant,
  plan: RoundsPlan,
): Promise<{ series: Series[]; rows: () => Row[] }> {
  const absent = (outcome: Outcome) => ({
    series: [],
    rows: () =>
      contestant.batchSizes.map((batchSize, i) => ({
        contestant,
        batchSize,
        description: '',
        forward: outcome,
        ...(i === 0 && contestant.hasGradients && { gradient: outcome }),
      })),
  });
  const reason = plan.reasonToSkip(contestant);
  if (reason !== undefined) {
    return absent({ state: 'not run', reason });
  }
  plan.log(`starting ${contestant.title}`);
  let report: StartReport;
  try {
    report = await arena.start(plan.jobOf(contestant));
  } catch (error) {
    await arena.stop(contestant.id);
    return absent({ state: 'failed', reason: reasonOf(error) });
  }
  const { logits, gradient } = plan.reference;
  const outputs = outputLength(plan.jobOf(contestant).architecture);
  const batches = contestant.batchSizes.map((batchSize) =>
    newSeries({
      name: `${contestant.id}, batch ${batchSize}`,
      images: batchSize,
      run: () => arena.forward(contestant.id, batchSize),
      compare: (values) => logitAgreement(values, logits, batchSize * outputs),
    }),
  );
  const saliency =
    contestant.hasGradients &&
    newSeries({
      name: `${contestant.id}, gradient`,
      images: 1,
      run: () => arena.gradient(contestant.id),
      compare: (values) => gradientAgreement(values, gradient),
    });
  return {
    series: [...batches, ...(saliency ? [saliency] : [])],
    rows: () =>
      contestant.batchSizes.map((batchSize, i) => ({
        contestant,
        batchSize,
        description: report.description,
        forward: outcomeOf(batches[i]),
        ...(i === 0 && saliency && { gradient: outcomeOf(saliency) }),
      })),
  };
}

function newSeries(parts: Omit<Series, 'times' | 'worst'>): Series {
  return { ...parts, times: [], worst: { error: 0, agrees: true } };
}

/** Runs a series for one round, unless it has failed before. */
async function runOnce(series: Series, log: (line: string) => void, counts: boolean) {
  if (series.failure !== undefined) {
    return;
  }
  try {
    const calls = Math.ceil(imagesPerRound / series.images);
    let sum = 0;
    for (let call = 0; call < calls; call++) {
      const { ms, values } = await series.run();
      const agreement = series.compare(values);
      if (agreement.error >= series.worst.error) {
        series.worst = agreement;
      }
      sum += ms;
    }
    if (counts) {
      series.times.push(sum / (calls * series.images));
    }
  } catch (error) {
    series.failure = reasonOf(error);
    log(`${series.name} fails: ${series.failure}`);
  }
}

function outcomeOf({ times, worst, failure }: Series): Outcome {
  if (failure !== undefined) {
    return { state: 'failed', reason: failure };
  }
  return { state: 'measured', timing: timingOf(times), agreement: worst };
}

/** First line of an error's message, without the prefix that Playwright adds. */
export function reasonOf(error: unknown): string {
  return messageOf(error)
    .replace(/^jsHandle\.evaluate: (?:\w*Error: )?/, '')
    .split('\n')[0]
    .trim();
}
