import {
  createTensorNetwork,
  loadModel,
  locateSector,
  pictureGreys,
  predictFrame,
  preparePicture,
  sectorMask,
  smoothGrad,
} from '@echonet/models';
import type { Model, NetworkPicture, Sector } from '@echonet/models';
import { intensitiesOf } from '../saliency/intensities';
import { checkMessage, messages } from './protocol';
import type { BackendReport, InferenceWorker } from './protocol';
import { readModelFile } from './read-model-file';

interface PreparedPictures {
  readonly sector: Sector;
  readonly mask: Uint8Array;
  /** By the frame's index in the clip. */
  readonly pictures: ReadonlyMap<number, NetworkPicture>;
}

/** Pictures of this many clips are held for saliency; a clip at 299 x 299 x 3 takes 21 MB. */
const mostClips = 4;

/** Starts a backend; replaced in tests. */
export type StartBackend = (
  choice: 'auto' | 'webgpu' | 'wasm' | 'cpu',
  wasmUrl: string,
) => Promise<BackendReport>;

/**
 * What runs inside the worker: the model and every tensor are its own, the page gets plain numbers.
 */
export function createEngine(startBackend: StartBackend): InferenceWorker {
  const clips = new Map<string, PreparedPictures>();
  let model: Model | undefined;
  /** Counts explanations, so that one that was stopped knows it even when the next has begun. */
  let explanation = 0;

  return {
    async start(message) {
      const request = checkMessage(messages.start.request, message, 'start', 'page');
      const backend = await startBackend(request.backend, request.wasmUrl);
      model?.dispose();
      clips.clear();
      model = await loadModel((fileName) => readModelFile(request.modelUrl, fileName), {
        createNetwork: createTensorNetwork,
      });
      return { backend };
    },

    async prepareClip(message) {
      const request = checkMessage(messages.prepareClip.request, message, 'prepareClip', 'page');
      const { manifest } = started(model);
      const frames = request.frames.map(({ pixels }) => pixels);
      const sector = locateSector(frames, request.regions, request.clip);
      const pictures = new Map(
        request.frames.map(({ frameIndex, pixels }) => [
          frameIndex,
          preparePicture(pixels, sector, manifest.input),
        ]),
      );
      const { size } = manifest.input;
      clips.delete(request.SOPInstanceUID);
      clips.set(request.SOPInstanceUID, { sector, mask: sectorMask(sector, size), pictures });
      for (const oldest of [...clips.keys()].slice(0, -mostClips)) clips.delete(oldest);
      const { crop, outline, source, notes } = sector;
      return {
        size,
        sector: { crop, outline: outline.map(({ x, y }) => ({ x, y })), source, notes: [...notes] },
      };
    },

    isPrepared: (SOPInstanceUID) => clips.has(SOPInstanceUID),

    async predictFrame(message) {
      const request = checkMessage(messages.predictFrame.request, message, 'predictFrame', 'page');
      const { picture } = pictureOf(request);
      return { values: { ...(await predictFrame(started(model), picture)).values } };
    },

    async explainFrame(message, onSample) {
      const request = checkMessage(messages.explainFrame.request, message, 'explainFrame', 'page');
      const { picture, mask } = pictureOf(request);
      const { network, manifest } = started(model);
      const task = manifest.tasks.find(({ id }) => id === request.taskId);
      if (!task) throw new Error(`The model has no task ${request.taskId} to explain.`);
      const mine = ++explanation;
      const greys = pictureGreys(started(model), picture);
      const { samples, noiseLevel, seed } = request;
      const saliency = await smoothGrad(network, greys, task.outputIndex, {
        samples,
        noiseLevel,
        seed,
        onSample,
        shouldStop: () => mine !== explanation,
      });
      return { intensities: saliency && intensitiesOf(saliency, mask) };
    },

    stopExplaining() {
      explanation++;
    },
  };

  function pictureOf({
    SOPInstanceUID,
    frameIndex,
  }: {
    SOPInstanceUID: string;
    frameIndex: number;
  }) {
    const clip = clips.get(SOPInstanceUID);
    const picture = clip?.pictures.get(frameIndex);
    if (!clip || !picture) {
      throw new Error(`Frame ${frameIndex + 1} of the clip is no longer prepared; run again.`);
    }
    return { picture, mask: clip.mask };
  }
}

function started(model: Model | undefined): Model {
  if (!model) throw new Error('No model is loaded; run again.');
  return model;
}
