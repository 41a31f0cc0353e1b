import {
  checkView,
  occludeSector,
  contractCrop,
  frameFormat,
  frameImage,
  isOnnxModel,
  loadReadingModel,
  loadSegmentationModel,
  locateSector,
  measureSegmentedClip,
  imageQuality,
  predictFrames,
  predictWindow,
  prepareImage,
  rateQuality,
  sectorMask,
  turnedSector,
  segmentClip,
  type CreateNetwork,
  type FramePixels,
  type Model,
  type OnnxModel,
  type Sector,
  type SegmentedFrame,
  type SegmentationModel,
} from '@echonet/models';
import { version_core as tensorFlowVersion } from '@tensorflow/tfjs-core';
import type { BackendName } from '../config';
import { openModelFiles } from '../models/files';
import { sentenceOf } from '../sentence';
import { computed } from './computed';
import { Explanations, readsWindows } from './explanations';
import { FurtherModel } from './further-model';
import { browserSessions, type CreateSessions } from './onnx/browser-session';
import { preferOwnEngine } from './onnx/own-engine';
import { WindowClips } from './onnx/window-clips';
import { PreparedClips } from './prepared-clips';
import {
  checkMessage,
  messages,
  type InferenceWorker,
  type Rated,
  type StartRequest,
} from './protocol';
import type { RunningBackend } from './running-backend';

export type StartBackend = (
  request: StartRequest,
  onTry: (name: BackendName) => void,
) => Promise<RunningBackend>;

interface Running {
  readonly backend: RunningBackend;
  readonly model: Model | OnnxModel;
  readonly classifier: FurtherModel<Model | OnnxModel>;
  readonly quality: FurtherModel<Model | OnnxModel>;
  readonly segmentation: FurtherModel<SegmentationModel>;
}

/** Contours of the latest clip, by frame. */
interface SegmentedFrames {
  readonly SOPInstanceUID?: string;
  readonly frames: Map<number, SegmentedFrame>;
}

const unreadable: SegmentedFrame = { reading: { reason: 'The frame could not be read.' } };

/**
 * Runs inside the worker and owns model and tensors; the page gets plain numbers.
 *
 * Errors of the backend reject as BackendFault, so that the page can switch to another backend; a
 * refused clip or model rejects unchanged.
 */
export function createInferenceService(
  startBackend: StartBackend,
  createSessions: CreateSessions = browserSessions,
): InferenceWorker {
  const clips = new PreparedClips();
  /** Of a model that is an ONNX file. */
  let windowClips: WindowClips | undefined;
  let running: Running | undefined;
  let contours: SegmentedFrames = { frames: new Map() };
  const explanations = new Explanations();

  return {
    async start(message, onProgress) {
      const request = checkMessage(messages.start.request, message, 'start', 'page');
      const startedAt = performance.now();
      const backend = await startBackend(request, (name) =>
        onProgress?.({ phase: 'backend', name }),
      );
      const backendMs = performance.now() - startedAt;
      running?.model.dispose();
      running?.classifier.dispose();
      running?.quality.dispose();
      running?.segmentation.dispose();
      running = undefined;
      clips.clear();
      contours = { frames: new Map() };
      const files = openModelFiles(request.modelUrl);
      const createNetwork: CreateNetwork = (...parameters) =>
        computed(backend, backend.createNetwork(...parameters));
      const createSession = preferOwnEngine(
        backend,
        request.wasmUrl,
        createSessions(request.wasmUrl, backend.report.name),
      );
      const model = await loadReadingModel(files.readFile, {
        createNetwork,
        createSession,
        onProgress: ({ bytesRead, bytesTotal }) =>
          onProgress?.({ phase: 'download', bytesRead, bytesTotal }),
      });
      windowClips = isOnnxModel(model)
        ? new WindowClips(model.manifest.onnx.input.image)
        : undefined;
      const loadFurther = (url: string) =>
        loadReadingModel(openModelFiles(url).readFile, { createNetwork, createSession });
      running = {
        backend,
        model,
        classifier: new FurtherModel(loadFurther),
        quality: new FurtherModel(loadFurther),
        segmentation: new FurtherModel((url) =>
          loadSegmentationModel(openModelFiles(url).readFile, { createNetwork, createSession }),
        ),
      };
      return {
        backend: {
          ...backend.report,
          description: descriptionOf(backend, model),
          notes: [...files.notes()],
        },
        batchSize: isOnnxModel(model) ? 1 : model.network.batchSize,
        timings: { backendMs, modelMs: performance.now() - startedAt - backendMs },
      };
    },

    async prepareClip(message) {
      const request = checkMessage(messages.prepareClip.request, message, 'prepareClip', 'page');
      const { model } = started();
      const { input } = model.manifest;
      const frames = request.frames.map(({ pixels }) => pixels);
      const located = locateSector(frames, request.regions, request);
      const whole = turnedSector(located, request.turn);
      const sector = request.occluded ? occludeSector(whole, request.occluded) : whole;
      const key = clipKey(request.SOPInstanceUID, request.occluded !== undefined);
      windowClips?.keep(key, sector, request.frames);
      // The images of a window are kept above; these are for the quality alone.
      const kept = windowClips ? someOf(request.frames) : request.frames;
      clips.keep(key, { sector, frames: kept, format: input });
      const { outline, source, notes, turn } = sector;
      const crop = isOnnxModel(model)
        ? contractCrop(model.manifest.onnx.input.image, sector)
        : sector.crop;
      const some = someOf(request.frames).map(({ frameIndex }) => clips.imageOf(key, frameIndex));
      const rated = await ratedBy(request.qualityUrl, frames, sector);
      return {
        size: input.size,
        sector: {
          ...{ crop, outline: outline.map(({ x, y }) => ({ x, y })), source, notes: [...notes] },
          ...(turn && { turn }),
        },
        quality: imageQuality(some, clips.maskOf(key)),
        ...(rated && { rated }),
      };
    },

    async classifyView(message) {
      const request = checkMessage(messages.classifyView.request, message, 'classifyView', 'page');
      const { backend, classifier: further } = started();
      const classifier = await further.at(request.classifierUrl);
      const { input } = classifier.manifest;
      const frames = request.frames.map(({ pixels }) => pixels);
      const sector = locateSector(frames, request.regions, request);
      const some = someOf(frames).map((frame) => prepareImage(frame, sector, input));
      const gate = { classifier, segmentation: () => confirmingModel(request.segmentationUrl) };
      const checked = checkView(gate, sector, (format, turned) =>
        frames.map((frame) => frameImage(frame, turned, format)),
      );
      const prediction = await computed(backend, checked);
      const turned = turnedSector(sector, prediction.turn);
      const rated = await ratedBy(request.qualityUrl, frames, turned);
      return {
        prediction,
        quality: imageQuality(some, sectorMask(sector, input.size)),
        ...(rated && { rated }),
      };
    },

    isPrepared: (SOPInstanceUID) => clips.has(SOPInstanceUID),

    async predictFrames(message) {
      const { SOPInstanceUID, frameIndices, isOccluded } = checkMessage(
        messages.predictFrames.request,
        message,
        'predictFrames',
        'page',
      );
      const { backend, model } = started();
      if (isOnnxModel(model)) {
        throw new Error(readsWindows(model));
      }
      const key = clipKey(SOPInstanceUID, isOccluded);
      const images = frameIndices.map((index) => clips.imageOf(key, index));
      const frames = await computed(backend, predictFrames(model, images));
      return { frames: frames.map(({ values }) => ({ values: { ...values } })) };
    },

    async predictWindow(message) {
      const { SOPInstanceUID, frames, frameIndices, isOccluded } = checkMessage(
        messages.predictWindow.request,
        message,
        'predictWindow',
        'page',
      );
      const { model } = started();
      if (!isOnnxModel(model) || !windowClips) {
        throw new Error(`${model.manifest.name} reads single frames, not windows of them.`);
      }
      const key = clipKey(SOPInstanceUID, isOccluded);
      const images = windowClips.window(key, frames, frameIndices);
      const { values } = await predictWindow(model, images);
      return { values: { ...values } };
    },

    async segmentFrames(message) {
      const request = checkMessage(
        messages.segmentFrames.request,
        message,
        'segmentFrames',
        'page',
      );
      const { SOPInstanceUID, segmentationUrl, scale, frames } = request;
      const { backend, segmentation } = started();
      const sector = clips.sectorOf(SOPInstanceUID);
      const model = await segmentation.at(segmentationUrl);
      const format = frameFormat(model.manifest);
      const image = ({ frameIndex, pixels }: (typeof frames)[number]) =>
        (format.contract ? undefined : clips.knownImage(SOPInstanceUID, frameIndex, format)) ??
        frameImage(pixels, sector, format);
      const segmented = segmentClip(model, {
        frameCount: frames.length,
        image: (i) => image(frames[i]),
        sector,
        scale,
      });
      const results = await computed(backend, segmented);
      if (contours.SOPInstanceUID !== SOPInstanceUID) {
        contours = { SOPInstanceUID, frames: new Map() };
      }
      for (const [i, { frameIndex }] of frames.entries()) {
        contours.frames.set(frameIndex, results[i]);
      }
      const { batchSize } = model.network;
      return {
        frames: results,
        // segmentClip computes the first frame alone.
        framesPerRequest: batchSize > 1 ? 1 + batchSize : 1,
      };
    },

    async rateContours(message) {
      const request = checkMessage(messages.rateContours.request, message, 'rateContours', 'page');
      const { SOPInstanceUID, segmentationUrl, ...clip } = request;
      const { frames } = contours;
      if (contours.SOPInstanceUID !== SOPInstanceUID) {
        throw new Error('The clip is no longer segmented; analyse again.');
      }
      const { manifest } = await started().segmentation.at(segmentationUrl);
      const { quality } = measureSegmentedClip(manifest, {
        ...clip,
        frames: clip.timesMs.map((_, frame) => frames.get(frame) ?? unreadable),
      });
      return { quality };
    },

    async explainFrame(message, onSample) {
      const request = checkMessage(messages.explainFrame.request, message, 'explainFrame', 'page');
      return explanations.explain(request, { ...started(), clips, windowClips }, onSample);
    },

    stopExplaining() {
      explanations.stop();
    },

    spareCore(isSpared) {
      running?.backend.spareCore?.(isSpared);
    },

    diagnose() {
      const { backend } = started();
      return {
        memory: {
          ...backend.memory(),
          clips: clips.count,
          ...(windowClips && { windowImageBytes: windowClips.bytes }),
        },
        versions: { 'tfjs-core': tensorFlowVersion, ...backend.versions },
      };
    },
  };

  /** One that cannot be loaded leaves the view to the classifier. */
  async function confirmingModel(
    segmentationUrl: string | undefined,
  ): Promise<SegmentationModel | undefined> {
    return segmentationUrl === undefined
      ? undefined
      : started()
          .segmentation.at(segmentationUrl)
          .catch(() => undefined);
  }

  /** By some of the frames; a quality model that fails does not keep the clip from being read. */
  async function ratedBy(
    qualityUrl: string | undefined,
    frames: readonly FramePixels[],
    sector: Sector,
  ): Promise<Rated | undefined> {
    if (qualityUrl === undefined) {
      return undefined;
    }
    try {
      const model = await started().quality.at(qualityUrl);
      if (!isOnnxModel(model)) {
        throw new Error(`${model.manifest.name} is no quality model.`);
      }
      const format = frameFormat(model.manifest);
      const images = someOf(frames).map((frame) => frameImage(frame, sector, format));
      const { range, tasks, ...others } = await rateQuality(model, images);
      return { ...others, range: [...range], tasks: tasks.map((task) => ({ ...task })) };
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
  }

  function started(): Running {
    if (!running) {
      throw new Error('No model is loaded; run again.');
    }
    return running;
  }
}

/** As shown in the panel. */
function descriptionOf({ report }: RunningBackend, model: Model | OnnxModel): string {
  return isOnnxModel(model) ? model.session.runtime : report.description;
}

/** First, middle and last item: enough to judge a clip. */
function someOf<Item>(items: readonly Item[]): Item[] {
  const places = new Set([0, items.length >> 1, items.length - 1]);
  return [...places].map((place) => items[place]);
}

/** An occluded clip is cached beside the original. */
function clipKey(SOPInstanceUID: string, isOccluded = false): string {
  return isOccluded ? `${SOPInstanceUID} occluded` : SOPInstanceUID;
}
