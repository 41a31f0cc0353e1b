import { randomStream } from '@echonet/models/random';
import { standardisedImage } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';
import { readFrame, readStructures } from '../../data/prepared/images';
import type { CohortClip } from '../../data/prepared/open-prepared';
import {
  resizedEcho,
  type LabelledStructures,
} from '../../learning/segmentation/read-structure-batch';
import { firstChannel, nearestSamples } from '../../learning/segmentation/resampling';
import { explain } from '../explain/methods';
import type { StructureSaliency } from '../report/report-data';
import { movedRegion } from '../structures/moved-region';
import { occlude } from '../structures/occlude';
import { areaOf, shareInside, structureRegion } from '../structures/region';
import { predictImages, type PredictedVolumes, type VolumeModel } from './predict-volumes';

/** A value of a clip with a region of each frame filled with what surrounds it. */
export interface OccludedVolume {
  readonly taskId: string;
  readonly patientId: string;
  readonly unoccluded: number;
  /** With the chamber filled. */
  readonly chamber: number;
  /** With a region of the same shape filled elsewhere. */
  readonly elsewhere: number;
}

export interface VolumeEvidence {
  readonly structureSaliency: readonly StructureSaliency[];
  readonly occluded: readonly OccludedVolume[];
}

/** A frame on the grid of the network's images. */
interface FrameParts {
  /** In [0, 1], [size, size]. */
  readonly greyValues: Float32Array;
  /** 1 inside the sector, [size, size]. */
  readonly sector: Uint8Array;
  /** [size, size] */
  readonly codes?: Uint8Array;
}

/**
 * Whether the network looks at the chambers, on test clips with masks: the share of the saliency of the
 * end-diastolic or end-systolic frame that lies on the task's structure, and what becomes of the value
 * when the chamber, or a region of the same shape elsewhere, is filled with its surroundings.
 *
 * @param set of all clips
 */
export async function volumeEvidence(
  model: VolumeModel,
  clips: readonly Pick<PredictedVolumes, 'clip' | 'prediction'>[],
  set: LabelledStructures,
  seed: number,
): Promise<VolumeEvidence> {
  const structureSaliency: StructureSaliency[] = [];
  const occluded: OccludedVolume[] = [];
  for (const one of clips) {
    const frames = Array.from({ length: one.clip.images.frameCount }, (_, frameIndex) =>
      partsOf(one.clip, frameIndex, set, model.manifest.input.size),
    );
    for (const task of model.manifest.tasks) {
      structureSaliency.push(...(await saliencyOf(model, one, frames, task, set.names)));
      occluded.push(...(await occlusionOf(model, one, frames, task, set, seed)));
    }
  }
  return { structureSaliency, occluded };
}

type Task = VolumeModel['manifest']['tasks'][number];

function partsOf(
  { images }: CohortClip,
  frameIndex: number,
  set: LabelledStructures,
  size: number,
): FrameParts {
  const { frame, mask } = readFrame(images, frameIndex, set);
  const echo = { size: set.size, greyValues: firstChannel(frame, set.channels), mask };
  const codes = readStructures(images, frameIndex, set);
  return {
    greyValues: resizedEcho(echo, size).greyValues,
    sector: nearestSamples(mask, set.size, size),
    ...(codes && { codes: nearestSamples(codes, set.size, size) }),
  };
}

async function saliencyOf(
  { network }: VolumeModel,
  { clip }: Pick<PredictedVolumes, 'clip'>,
  frames: readonly FrameParts[],
  { id, outputIndex, frameVolume }: Task,
  names: readonly string[],
): Promise<StructureSaliency[]> {
  const structure = taskDefinition(id)?.evidence;
  const at = frameVolume.clipValue === 'endSystole' ? clip.esFrame : clip.edFrame;
  const frame = at === undefined ? undefined : frames[at];
  if (!structure || !frame?.codes) {
    return [];
  }
  const region = structureRegion(frame.codes, names, structure, frame.sector);
  const image = standardisedImage(frame.greyValues);
  const map = await explain('smoothGrad', network, image, frame.sector, outputIndex);
  const inside = shareInside(map, region);
  const area = areaOf(region) / areaOf(frame.sector);
  return Number.isNaN(inside) || area === 0
    ? []
    : [{ taskId: id, structure: structure.name, patientId: clip.patientId, inside, area }];
}

async function occlusionOf(
  model: VolumeModel,
  { clip, prediction }: Pick<PredictedVolumes, 'clip' | 'prediction'>,
  frames: readonly FrameParts[],
  { id, frameVolume: { chamber } }: Task,
  set: LabelledStructures,
  seed: number,
): Promise<OccludedVolume[]> {
  const random = randomStream('elsewhere', seed, clip.clipId, id);
  const regions = frames.map(({ codes, sector }) => {
    const region =
      codes && structureRegion(codes, set.names, { name: chamber, structures: [chamber] }, sector);
    return region?.some(Boolean)
      ? { region, elsewhere: movedRegion(region, sector, random) }
      : undefined;
  });
  const unoccluded = prediction[id]?.mean;
  if (unoccluded === undefined || !regions.every((one) => one?.elsewhere)) {
    return [];
  }
  const { size } = model.manifest.input;
  const facts = { mmPerPixel: clip.mmPerPixel && (clip.mmPerPixel * set.size) / size };
  const valueWith = async (place: 'region' | 'elsewhere') => {
    const images = frames.map(({ greyValues, sector }, i) =>
      occlude(greyValues, regions[i]![place]!, sector, 'surroundings'),
    );
    return (await predictImages(model, images, facts)).prediction[id].mean;
  };
  const [filled, elsewhere] = [await valueWith('region'), await valueWith('elsewhere')];
  return [{ taskId: id, patientId: clip.patientId, unoccluded, chamber: filled, elsewhere }];
}
