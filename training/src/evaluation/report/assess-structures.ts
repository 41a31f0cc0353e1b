import { group } from 'd3-array';
import type { BootstrapOptions } from '../statistics/bootstrap';
import type { Interval } from '../statistics/interval';
import { mean } from '../statistics/summary';
import { wilsonInterval } from '../statistics/wilson';
import { occlusionFills, type OcclusionFill } from '../structures/occlude';
import { estimates, type Estimate } from './estimate';
import type { OccludedClip, ReportData, StructureSaliency } from './report-data';
import { countsOf, type Counts } from './task-clips';

/** Share of a task's saliency that lies on its structure. */
export interface StructureSaliencyResults extends Counts {
  readonly taskId: string;
  readonly structure: string;
  /** Mean share of the saliency on the structure, 0..1. */
  readonly inside?: Estimate;
  /** Mean share of the sector's area that the structure covers, 0..1. */
  readonly area?: Estimate;
  /** inside / area: 1 for an uninformative map. */
  readonly ratio?: Estimate;
}

/** Effect of one occlusion on the true positives. */
export interface OcclusionEffect {
  readonly place: 'structure' | 'elsewhere';
  readonly fill: OcclusionFill;
  /** Clips no longer classified as positive. */
  readonly flipped: number;
  /** Wilson 95 % interval of the flipped share. */
  readonly interval?: Interval;
  readonly change?: Estimate;
}

/** Occlusion of a task's structure, on its true positives. */
export interface OcclusionResults extends Counts {
  readonly taskId: string;
  readonly structure: string;
  readonly effects: readonly OcclusionEffect[];
}

/** Saliency and occlusion measured against known anatomy. JSON-serialisable. */
export interface StructureResults {
  readonly saliency: readonly StructureSaliencyResults[];
  readonly occlusion: readonly OcclusionResults[];
}

/**
 * @param thresholds decision thresholds by task id
 * @returns undefined for data without structure codes
 */
export function assessStructures(
  { structureSaliency = [], occluded = [] }: ReportData,
  thresholds: Readonly<Record<string, number | undefined>>,
  options: BootstrapOptions,
): StructureResults | undefined {
  if (structureSaliency.length === 0 && occluded.length === 0) {
    return undefined;
  }
  return {
    saliency: [...group(structureSaliency, ({ taskId }) => taskId).values()].map((clips) =>
      saliencyResults(clips, options),
    ),
    occlusion: [...group(occluded, ({ taskId }) => taskId).values()].map((clips) =>
      occlusionResults(clips, thresholds[clips[0].taskId] ?? 0.5, options),
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

function occlusionResults(
  clips: readonly OccludedClip[],
  threshold: number,
  options: BootstrapOptions,
): OcclusionResults {
  const { taskId, structure } = clips[0];
  const found = clips.filter(({ unoccluded }) => unoccluded >= threshold);
  const patientIds = found.map(({ patientId }) => patientId);
  const results = (place: OcclusionEffect['place'], fill: OcclusionFill): OcclusionEffect => {
    const after = (clip: OccludedClip) =>
      (place === 'structure' ? clip.occluded : clip.occludedElsewhere)[fill];
    const flipped = found.filter((clip) => after(clip) < threshold).length;
    const { change } = estimates(patientIds, ['change'], options, (drawn) => {
      const some = drawn ? drawn.map((index) => found[index]) : found;
      return [mean(some.map((clip) => after(clip) - clip.unoccluded))];
    });
    return { place, fill, flipped, interval: wilsonInterval(flipped, found.length), change };
  };
  return {
    taskId,
    structure,
    ...countsOf(found),
    effects: (['structure', 'elsewhere'] as const).flatMap((place) =>
      occlusionFills.map((fill) => results(place, fill)),
    ),
  };
}
