import {
  blackOf,
  computeSaliency,
  imageGreyValues,
  isOnnxModel,
  networkSector,
  sectorMask,
  windowOcclusion,
  windowValues,
  type Model,
  type OnnxModel,
  type SaliencyControl,
} from '@echonet/models';
import { toDisplayValues } from '../saliency/display-values';
import { computed } from './computed';
import type { WindowClips } from './onnx/window-clips';
import type { PreparedClips } from './prepared-clips';
import type { ExplainedFrame, ExplainRequest } from './protocol';
import type { RunningBackend } from './running-backend';

interface Explained {
  readonly backend: RunningBackend;
  readonly model: Model | OnnxModel;
  readonly clips: PreparedClips;
  /** Of a model that is an ONNX file. */
  readonly windowClips?: WindowClips;
}

/** Saliency maps of single frames or windows, the latest alone: a new one stops the one before. */
export class Explanations {
  /** Number of the current one: a stopped one knows it even after the next has begun. */
  private current = 0;

  stop(): void {
    this.current++;
  }

  /** @throws Error when the model lacks the task, or reads windows and is asked for another method */
  async explain(
    request: ExplainRequest,
    explained: Explained,
    onSample: SaliencyControl['onSample'],
  ): Promise<ExplainedFrame> {
    const { model } = explained;
    const task = model.manifest.tasks.find(({ id }) => id === request.taskId);
    if (!task) {
      throw new Error(`The model has no task ${request.taskId} to explain.`);
    }
    const mine = ++this.current;
    const control = { onSample, shouldStop: () => mine !== this.current };
    return isOnnxModel(model)
      ? explainWindow({ ...explained, model }, task.outputIndex, request, control)
      : explainFrame({ ...explained, model }, task.outputIndex, request, control);
  }
}

async function explainFrame(
  { backend, model, clips }: Explained & { readonly model: Model },
  outputIndex: number,
  request: ExplainRequest,
  control: SaliencyControl,
): Promise<ExplainedFrame> {
  const { SOPInstanceUID, frameIndex, method, samples, noiseLevel, seed } = request;
  const greyValues = imageGreyValues(model, clips.imageOf(SOPInstanceUID, frameIndex));
  const settings = { samples, noiseLevel, seed, ...control };
  const saliency = await computed(
    backend,
    computeSaliency(method, model.network, greyValues, outputIndex, settings),
  );
  return { displayValues: saliency && toDisplayValues(saliency, clips.maskOf(SOPInstanceUID)) };
}

async function explainWindow(
  { model, clips, windowClips }: Explained & { readonly model: OnnxModel },
  outputIndex: number,
  { SOPInstanceUID, window, method }: ExplainRequest,
  control: SaliencyControl,
): Promise<ExplainedFrame> {
  if (!windowClips || !window || method !== 'occlusion') {
    throw new Error(readsWindows(model));
  }
  const { onnx, input } = model.manifest;
  const { frames, frameIndices } = window;
  const sector = networkSector(clips.sectorOf(SOPInstanceUID), model.manifest);
  const mask = sectorMask(sector, input.size);
  const saliency = await windowOcclusion(windowClips.window(SOPInstanceUID, frames, frameIndices), {
    size: input.size,
    mask,
    black: blackOf(onnx.input.image),
    predict: async (images) => (await windowValues(onnx, model.session, images))[outputIndex],
    ...control,
  });
  return { displayValues: saliency && toDisplayValues(saliency, mask) };
}

export function readsWindows({ manifest }: OnnxModel): string {
  return `${manifest.name} reads windows of frames: it is explained by occlusion of a window alone.`;
}
