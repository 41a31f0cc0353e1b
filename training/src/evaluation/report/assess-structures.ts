import { group } from 'd3-array';
import type { BootstrapOptions } from '../statistics/bootstrap';
import type { Interval } from '../statistics/interval';
import { mean } from '../statistics/summary';
import { wilsonInterval } from '../statistics/wilson';
import { concealments, type Concealment } from '../structures/occlude';
import { estimates, type Estimate } from './estimate';
import type { ConcealedClip, ReportData, StructureSaliency } from './report-data';
import { countsOf, type Counts } from './task-clips';

/** How much of the saliency of a task lies on its structure. */
export interface StructureSaliencyResults extends Counts {
  readonly taskId: string;
  readonly structure: string;
  /** Mean share of the saliency on the structure. */
  readonly inside?: Estimate;
  /** Mean share of the sector that the structure takes. */
  readonly area?: Estimate;
  /** The first over the second: 1 of a map that knows nothing. */
  readonly ratio?: Estimate;
}

/** What becomes of the true positives when something is hidden. */
export interface HiddenResults {
  readonly place: 'structure' | 'elsewhere';
  readonly how: Concealment;
  /** Clips that are no longer called positive. */
  readonly flipped: number;
  /** 95 % interval of their share (Wilson). */
  readonly interval?: Interval;
  /** Mean change of the probability. */
  readonly change?: Estimate;
}

/** The hiding of the structure of one task, on its true positives. */
export interface ConcealmentResults extends Counts {
  readonly taskId: string;
  readonly structure: string;
  readonly hidden: readonly HiddenResults[];
}

/** Where the data say what lies under each pixel. JSON-able. */
export interface StructureResults {
  readonly saliency: readonly StructureSaliencyResults[];
  readonly concealment: readonly ConcealmentResults[];
}

/**
 * Assesses what the model made of the structures.
 *
 * @param thresholds by task id: the probability from which on a clip is called positive
 * @returns undefined where the data say nothing of structures
 */
export function assessStructures(
  { structureSaliency = [], concealed = [] }: ReportData,
  thresholds: Readonly<Record<string, number | undefined>>,
  options: BootstrapOptions,
): StructureResults | undefined {
  if (structureSaliency.length === 0 && concealed.length === 0) {
    return undefined;
  }
  return {
    saliency: [...group(structureSaliency, ({ taskId }) => taskId).values()].map((clips) =>
      saliencyResults(clips, options),
    ),
    concealment: [...group(concealed, ({ taskId }) => taskId).values()].map((clips) =>
      concealmentResults(clips, thresholds[clips[0].taskId] ?? 0.5, options),
    ),
  };
}

function saliencyResults(
  clips: readonly StructureSaliency[],
  options: BootstrapOptions,
): StructureSaliencyResults {
  const { taskId, structure } = clips[0];
  const patientIds = clips.map(({ patientId }) => patientId);
  const numbers = estimates(patientIds, ['inside', 'area', 'ratio'], options, (drawn) => {
    const some = drawn ? drawn.map((index) => clips[index]) : clips;
    const inside = mean(some.map((clip) => clip.inside));
    const area = mean(some.map((clip) => clip.area));
    return [inside, area, inside / area];
  });
  return { taskId, structure, ...countsOf(clips), ...numbers };
}

function concealmentResults(
  clips: readonly ConcealedClip[],
  threshold: number,
  options: BootstrapOptions,
): ConcealmentResults {
  const { taskId, structure } = clips[0];
  const found = clips.filter(({ shown }) => shown >= threshold);
  const patientIds = found.map(({ patientId }) => patientId);
  const results = (place: HiddenResults['place'], how: Concealment): HiddenResults => {
    const after = (clip: ConcealedClip) =>
      (place === 'structure' ? clip.hidden : clip.elsewhere)[how];
    const flipped = found.filter((clip) => after(clip) < threshold).length;
    const { change } = estimates(patientIds, ['change'], options, (drawn) => {
      const some = drawn ? drawn.map((index) => found[index]) : found;
      return [mean(some.map((clip) => after(clip) - clip.shown))];
    });
    return { place, how, flipped, interval: wilsonInterval(flipped, found.length), change };
  };
  return {
    taskId,
    structure,
    ...countsOf(found),
    hidden: (['structure', 'elsewhere'] as const).flatMap((place) =>
      concealments.map((how) => results(place, how)),
    ),
  };
}
