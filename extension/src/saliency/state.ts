import { saliencyDefaults, type Manifest } from '@echonet/models';
import type { StepCount } from '../inference/state';
import type { ModelsSlice } from '../models/state';
import {
  saliencyMethods,
  type SaliencyLayout,
  type SaliencyMethod,
  type SaliencyStyle,
} from './settings';

/** The saliency overlay, alike in all viewports. */
export interface SaliencyState extends SaliencyStyle {
  /** Off at first, so that the first read is the reader's own. */
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
  readonly layout: SaliencyLayout;
  /** The prediction that is explained; the model's first task unless chosen. */
  readonly taskId?: string;
  readonly method: SaliencyMethod;
  /** Images that the method averages over; the plain gradient takes one. */
  readonly samples: number;
  /** Maps of the clip in work; `part` of the next map is done, 0 to 1. */
  readonly progress?: StepCount & { readonly part: number };
  /** The user has cancelled: nothing is computed until asked for. */
  readonly stopped: boolean;
  readonly problem?: string;
  /** Incremented with every map, so that viewports redraw. */
  readonly version: number;
}

/** The session's state of saliency. */
export interface SaliencySlice {
  readonly saliency: SaliencyState;
}

export const emptySaliency: SaliencySlice = {
  saliency: {
    visible: false,
    opacity: 0.6,
    colourMap: 'inferno',
    threshold: 0,
    layout: 'overlay',
    method: 'smoothGrad',
    samples: saliencyDefaults.samples,
    stopped: false,
    version: 0,
  },
};

/** The task that saliency explains; undefined until the model is ready. */
export function saliencyTaskId({
  saliency,
  model,
}: SaliencySlice & Pick<ModelsSlice, 'model'>): string | undefined {
  if (model.phase !== 'ready') {
    return undefined;
  }
  const { tasks } = model.manifest;
  return (tasks.find(({ id }) => id === saliency.taskId) ?? tasks.at(0))?.id;
}

/** The methods that the model allows: gradients need a network of this project. */
export function offeredMethods({ model }: Pick<ModelsSlice, 'model'>): readonly SaliencyMethod[] {
  return model.phase === 'ready' && model.manifest.onnx ? ['occlusion'] : saliencyMethods;
}

/** The method in use: the chosen one, where the model allows it. */
export function saliencyMethod({
  saliency,
  model,
}: SaliencySlice & Pick<ModelsSlice, 'model'>): SaliencyMethod {
  return model.phase === 'ready' ? methodWith(model.manifest, saliency.method) : saliency.method;
}

/** The method in use with a model, where another may be chosen. */
export function methodWith(
  { onnx }: Pick<Manifest, 'onnx'>,
  chosen: SaliencyMethod,
): SaliencyMethod {
  return onnx ? 'occlusion' : chosen;
}

/** Whether the method averages over a number of images. */
export function hasSamples(method: SaliencyMethod): boolean {
  return method === 'smoothGrad' || method === 'integratedGradients';
}
