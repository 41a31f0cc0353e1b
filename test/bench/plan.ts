import type { Architecture } from '@echonet/models';
import { contestants } from './contestants';
import type { Contestant, DeviceReport, Job } from './contestant';
import type { Options } from './options';

/** Seeds of the network's weights, and of those that --damage gives. */
export const seeds = { network: 1, damaged: 2 } as const;

export function architectureOf({ size, channels, width }: Options): Architecture {
  return { name: 'inception-resnet-v1', inputSize: size, channels, width, outputs: 1 };
}

export function chosenContestants({ only }: Options): readonly Contestant[] {
  return contestants.filter(({ id }) => !only || only.includes(id));
}

export function jobFor(contestant: Contestant, options: Options): Job {
  const seed = options.damage === contestant.id ? seeds.damaged : seeds.network;
  return { contestant, architecture: architectureOf(options), networkUrl: `/networks/${seed}/` };
}

/** @returns why a contestant is not run on these devices; undefined where it is */
export function reasonToSkip(
  { device }: Contestant,
  devices: Record<'webgpu' | 'webgl', DeviceReport>,
  { software }: Options,
): string | undefined {
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
