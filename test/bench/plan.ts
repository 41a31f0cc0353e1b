import { buildGraph, type Architecture } from '@echonet/models';
import { contestants } from './contestants';
import type { Contestant, DeviceReport, Job } from './contestant';
import type { Options } from './options';

/** Seeds of the network's weights, and of those that --damage gives. */
export const seeds = { network: 1, damaged: 2 } as const;

/** Background and the five structures of the heart in a four-chamber view. */
const segmentationClasses = 6;

/** Units before the numbers of an encoder. */
const hiddenUnits = 64;

export function architectureOf(options: Options): Architecture {
  const { network: name, size: inputSize, channels, width, levels } = options;
  if (name === 'inception-resnet-v1') {
    return { name, inputSize, channels, width, outputs: 1 };
  }
  const levelBlocks = levels.map((_, level) => (level === levels.length - 1 ? 2 : 1));
  const shape = { inputSize, channels, levelChannels: [...levels], levelBlocks };
  return name === 'residual-unet'
    ? { name, ...shape, outputs: segmentationClasses }
    : { name, ...shape, outputs: 1, hiddenUnits };
}

export function outputLength(architecture: Architecture): number {
  const { shape } = buildGraph(architecture).nodes.at(-1)!;
  return shape.reduce((product, side) => product * side, 1);
}

/** Whether every image has one logit, of which there is a gradient. */
export function hasGradients({ network }: Options): boolean {
  return network !== 'residual-unet';
}

export function chosenContestants(options: Options): readonly Contestant[] {
  const { only } = options;
  return contestants
    .filter(({ id }) => !only || only.includes(id))
    .map((contestant) => ({
      ...contestant,
      hasGradients: contestant.hasGradients && hasGradients(options),
    }));
}

export function jobFor(contestant: Contestant, options: Options): Job {
  const seed = options.damage === contestant.id ? seeds.damaged : seeds.network;
  return { contestant, architecture: architectureOf(options), networkUrl: `/networks/${seed}/` };
}

/** @returns why a contestant is not run on these devices; undefined where it is */
export function reasonToSkip(
  { device, library }: Contestant,
  devices: Record<'webgpu' | 'webgl', DeviceReport>,
  { software, network }: Options,
): string | undefined {
  if (library === 'layers' && network === 'residual-unet') {
    return 'a layers model has no upsampling with half-pixel centres';
  }
  if (device === 'wasm') {
    return undefined;
  }
  const { name, isSoftware, reason } = devices[device];
  const title = device === 'webgpu' ? 'WebGPU' : 'WebGL';
  if (name === undefined) {
    return `there is no ${title} adapter here${reason ? `: ${reason}` : ''}`;
  }
  if (!isSoftware || software) {
    return undefined;
  }
  return `${title} is a software adapter here (${name}); --software measures it all the same`;
}
