import { valueOfLogit, type Network } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { taskDefinition, type AnatomicalEvidence } from '@echonet/models/tasks';
import { explain } from '../explain/methods';
import { readFrame, readStructures } from '../../data/prepared/images';
import type { ConcealedClip, StructureSaliency } from '../report/report-data';
import { mean } from '../statistics/summary';
import { conceal, type Concealment } from '../structures/occlude';
import { movedRegion } from '../structures/moved-region';
import { areaOf, shareInside, structureRegion } from '../structures/region';
import type { TrainedTask } from '../../learning/train/trained-task';
import type { TrainingRun } from '../../learning/train/config';
import { readGreyValues } from '../../learning/train/read-batch';
import type { ClipLogits } from './predict-clips';

/** Most test clips that are looked at for a task: enough for the interval, and no hour of maps. */
const mostClips = 60;

/** What the network made of the structures that the data know. */
export interface StructureEvidence {
  readonly structureSaliency: readonly StructureSaliency[];
  readonly concealed: readonly ConcealedClip[];
}

/**
 * Where data say what lies under each pixel (simulated echoes do): how much of the saliency of a
 * test clip's middle frame lies on the structure that the task is seen on, and what becomes of a
 * finding when its structure is hidden in every frame, or as much of the image elsewhere.
 *
 * @param names of the codes, from the prepared index; undefined where the data say nothing
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
  const test = clips.filter(({ side }) => side === 'test');
  const structureSaliency: StructureSaliency[] = [];
  const concealed: ConcealedClip[] = [];

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
    for (const one of seen.slice(0, mostClips)) {
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
    for (const one of positive.slice(0, mostClips)) {
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
      // A clip in which nothing else can be hidden has nothing to be compared with.
      if (!frames.every(({ elsewhere }) => elsewhere)) {
        continue;
      }
      const without = (place: 'region' | 'elsewhere', how: Concealment) =>
        probability(
          network,
          task,
          frames.map(({ greyValues, sector, ...places }) =>
            conceal(greyValues, places[place]!, sector, how),
          ),
        );
      concealed.push({
        ...ofTask,
        patientId: one.clip.patientId,
        shown: mean(one.logits[task.id].map((logit) => valueOfLogit(task, logit))),
        hidden: {
          surroundings: await without('region', 'surroundings'),
          mask: await without('region', 'mask'),
        },
        elsewhere: {
          surroundings: await without('elsewhere', 'surroundings'),
          mask: await without('elsewhere', 'mask'),
        },
      });
    }
  }
  return { structureSaliency, concealed };
}

function middleOf({ clip }: ClipLogits): number {
  return Math.floor(clip.images.frameCount / 2);
}

/** The clip's prediction on these images. */
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
