import { valueOfLogit, type Network } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { taskDefinition, type AnatomicalEvidence } from '@echonet/models/tasks';
import { explain } from '../explain/methods';
import { readFrame, readStructures } from '../../data/prepared/images';
import type { OccludedClip, StructureSaliency } from '../report/report-data';
import { mean } from '../statistics/summary';
import { occlude, type OcclusionFill } from '../structures/occlude';
import { movedRegion } from '../structures/moved-region';
import { areaOf, shareInside, structureRegion } from '../structures/region';
import type { TrainedTask } from '../../learning/train/trained-task';
import type { TrainingRun } from '../../learning/train/config';
import { readGreyValues } from '../../learning/train/read-batch';
import type { ClipLogits } from './predict-clips';

/** Test clips per task, which bounds the time spent on saliency maps. */
const maxClips = 60;

/** Saliency and occlusion measured against the known anatomy of test clips. */
export interface StructureEvidence {
  readonly structureSaliency: readonly StructureSaliency[];
  readonly occluded: readonly OccludedClip[];
}

/**
 * For data with a structure code for every pixel (simulated echoes): the share of the saliency of a
 * test clip's middle frame that lies on the task's structure, and the probability of a finding when
 * its structure, or a region of the same shape elsewhere, is occluded in every frame.
 *
 * @param names of the structure codes 0, 1, ..., from the prepared index; undefined for data
 *   without codes
 */
export async function structureEvidence(
  network: Network,
  clips: readonly ClipLogits[],
  { tasks, input, config }: TrainingRun,
  names: readonly string[] | undefined,
): Promise<StructureEvidence | undefined> {
  if (!names) {
    return undefined;
  }
  const regionOf = ({ clip }: ClipLogits, frameIndex: number, structure: AnatomicalEvidence) => {
    const codes = readStructures(clip.images, frameIndex, input);
    const { mask } = readFrame(clip.images, frameIndex, input);
    return { sector: mask, region: codes && structureRegion(codes, names, structure, mask) };
  };
  const test = clips.filter(({ subset }) => subset === 'test');
  const structureSaliency: StructureSaliency[] = [];
  const occluded: OccludedClip[] = [];

  for (const task of tasks) {
    const structure = taskDefinition(task.id)?.evidence;
    if (!structure) {
      continue;
    }
    const known = test.filter(({ clip }) => clip.labels[task.id] !== undefined);
    const seen = known.filter((one) => {
      const { region } = regionOf(one, middleOf(one), structure);
      return region?.some(Boolean);
    });
    const ofTask = { taskId: task.id, structure: structure.name };
    for (const one of seen.slice(0, maxClips)) {
      const frameIndex = middleOf(one);
      const { region, sector } = regionOf(one, frameIndex, structure);
      const greyValues = readGreyValues([{ clip: one.clip, frameIndex }], input);
      const map = await explain('smoothGrad', network, greyValues, sector, task.outputIndex);
      const inside = shareInside(map, region!);
      if (Number.isNaN(inside)) {
        continue;
      }
      const area = areaOf(region!) / areaOf(sector);
      structureSaliency.push({ ...ofTask, patientId: one.clip.patientId, inside, area });
    }

    if (!structure.isOccludable) {
      continue;
    }
    const positive = seen.filter(({ clip }) => clip.labels[task.id] === 1);
    for (const one of positive.slice(0, maxClips)) {
      const random = randomStream('elsewhere', config.seed, one.clip.clipId);
      const frames = Array.from({ length: one.clip.images.frameCount }, (_, frameIndex) => {
        const { region, sector } = regionOf(one, frameIndex, structure);
        const greyValues = readGreyValues([{ clip: one.clip, frameIndex }], input);
        return {
          greyValues,
          sector,
          region: region!,
          elsewhere: movedRegion(region!, sector, random),
        };
      });
      // Without a region of the same shape elsewhere there is no comparison.
      if (!frames.every(({ elsewhere }) => elsewhere)) {
        continue;
      }
      const without = (place: 'region' | 'elsewhere', fill: OcclusionFill) =>
        probability(
          network,
          task,
          frames.map(({ greyValues, sector, ...places }) =>
            occlude(greyValues, places[place]!, sector, fill),
          ),
        );
      occluded.push({
        ...ofTask,
        patientId: one.clip.patientId,
        unoccluded: mean(one.logits[task.id].map((logit) => valueOfLogit(task, logit))),
        occluded: {
          surroundings: await without('region', 'surroundings'),
          mask: await without('region', 'mask'),
        },
        occludedElsewhere: {
          surroundings: await without('elsewhere', 'surroundings'),
          mask: await without('elsewhere', 'mask'),
        },
      });
    }
  }
  return { structureSaliency, occluded };
}

function middleOf({ clip }: ClipLogits): number {
  return Math.floor(clip.images.frameCount / 2);
}

/** Prediction of a clip, from the images of its frames. */
async function probability(
  network: Network,
  task: TrainedTask,
  images: readonly Float32Array[],
): Promise<number> {
  const greyValues = new Float32Array(images.length * images[0].length);
  images.forEach((image, index) => greyValues.set(image, index * image.length));
  const logits = await network.forward(greyValues);
  const outputs = logits.length / images.length;
  return mean(
    images.map((_, frame) => valueOfLogit(task, logits[frame * outputs + task.outputIndex])),
  );
}
