import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import {
  createTensorNetwork,
  loadSegmentationModel,
  locateSector,
  measureSegmentedClip,
  prepareImage,
  saliencyDefaults,
  segmentClip,
} from '@echonet/models';
import { BackendFault } from './backend-fault';
import { createInferenceService, type StartBackend } from './inference-service';
import type { SaliencyMethod } from '../saliency/settings';
import { WorkerWatchdog } from './worker-watchdog';
import type { InferenceWorker, StartProgress } from './protocol';
import { runningBackend } from './running-backend';
import { readerOf, segmentationModelFiles, viewClassifierFiles } from '@echonet/models/testing';
import { modelFiles, prepareRequest, serve, size, SOPInstanceUID, startRequest } from './testing';

const explainRequest = {
  SOPInstanceUID,
  frameIndex: 3,
  taskId: 'EF',
  method: 'smoothGrad' as const,
  ...saliencyDefaults,
  samples: 2,
};

/** TensorFlow.js's WebAssembly backend, under a watchdog that a test can end. */
let watchdog = new WorkerWatchdog();
const startWasm: StartBackend = (_request, onTry) => {
  onTry('wasm');
  watchdog = new WorkerWatchdog();
  const parts = {
    watchdog,
    report: { description: 'test', features: [], limits: {} },
    createNetwork: createTensorNetwork,
    memory: () => ({ numTensors: tf.memory().numTensors }),
    versions: {},
  };
  return Promise.resolve(runningBackend('wasm', parts, ['a note']));
};

let files = new Map<string, Uint8Array>();
let service: InferenceWorker;

beforeAll(async () => {
  // TensorFlow.js advertises its Node backend.
  jest.spyOn(console, 'warn').mockReturnValue();
  await tf.setBackend('wasm');
  files = await modelFiles();
  serve(files);
  service = createInferenceService(startWasm);
  await service.start(startRequest);
  await service.prepareClip(prepareRequest());
});

afterAll(() => tf.disposeVariables());

describe('the inference service', () => {
  it('says what it computes with', async () => {
    const heard: StartProgress[] = [];
    const { backend, batchSize } = await service.start(startRequest, (part) => heard.push(part));
    expect(backend).toMatchObject({ name: 'wasm', description: 'test' });
    // Node has no storage for files, as a browser has none on plain HTTP.
    expect(backend.notes).toEqual([expect.stringMatching(/stores no model files/)]);
    expect(backend.passedOver).toEqual(['a note']);
    expect(batchSize).toBe(1);
    expect(heard[0]).toEqual({ phase: 'backend', name: 'wasm' });
    expect(heard.at(-1)).toMatchObject({ phase: 'download', bytesTotal: expect.any(Number) });
    await service.prepareClip(prepareRequest());
  });

  it('asks a view classifier, which it loads when it is first asked', async () => {
    const answers: string[] = [];
    for (const leastBrightness of [0, 1.9]) {
      files.clear();
      const read = readerOf(viewClassifierFiles(leastBrightness));
      for (const name of ['echonet.json', 'model.json', 'a.bin', 'b.bin']) {
        files.set(name, new Uint8Array(await read(name)));
      }
      // The folder's end tells the two apart; the small server knows files alone.
      const classifierUrl = `${startRequest.modelUrl}${'./'.repeat(answers.length)}`;
      const { prediction, quality } = await service.classifyView({
        ...prepareRequest(),
        classifierUrl,
      });
      answers.push(`${prediction.view} ${prediction.accepted}`);
      expect(quality.contrast).toBeGreaterThan(0.1);
    }
    expect(answers).toEqual(['A4C true', 'other false']);
    files.clear();
    for (const [name, bytes] of await modelFiles()) {
      files.set(name, bytes);
    }
  });

  it('asks a segmentation model whether a view is right, where it can be loaded', async () => {
    const folders = {
      views: readerOf(viewClassifierFiles(0)),
      outlines: readerOf(segmentationModelFiles(1, { simulated: false })),
    };
    for (const [folder, read] of Object.entries(folders)) {
      for (const name of ['echonet.json', 'model.json', 'a.bin', 'b.bin']) {
        files.set(`${folder}/${name}`, new Uint8Array(await read(name)));
      }
    }
    const classifierUrl = `${startRequest.modelUrl}views/`;
    const missingBy = async (folder: string) => {
      const segmentationUrl = `${startRequest.modelUrl}${folder}/`;
      const request = { ...prepareRequest(), classifierUrl, segmentationUrl };
      const { prediction } = await service.classifyView(request);
      return [prediction.accepted, prediction.missing];
    };
    // Random weights outline nothing that looks like a heart.
    expect(await missingBy('outlines')).toEqual([false, expect.any(String)]);
    expect(await missingBy('nowhere')).toEqual([true, undefined]);
  });

  it('segments frames of a prepared clip in its sector, with the scale', async () => {
    const read = readerOf(segmentationModelFiles(1));
    for (const file of ['echonet.json', 'model.json', 'a.bin', 'b.bin']) {
      files.set(file, new Uint8Array(await read(file)));
    }
    const { clip: name, regions, frames } = prepareRequest();
    const scale = { mmPerPixelX: 0.5, mmPerPixelY: 0.4 };
    const reply = await service.segmentFrames({
      ...{ SOPInstanceUID, segmentationUrl: startRequest.modelUrl, scale },
      frames: frames.slice(1),
    });
    const clip = { timesMs: Array.from({ length: 13 }, (_, i) => 30 * i), scale };
    const { quality } = await service.rateContours({
      ...{ SOPInstanceUID, segmentationUrl: startRequest.modelUrl },
      ...clip,
    });
    files.clear();
    for (const [name, bytes] of await modelFiles()) {
      files.set(name, bytes);
    }
    const model = await loadSegmentationModel(read, { createNetwork: createTensorNetwork });
    const all = frames.map(({ pixels }) => pixels);
    const sector = locateSector(all, regions, { clip: name });
    const expected = await segmentClip(model, {
      frameCount: 4,
      image: (i) => prepareImage(all[i + 1], sector, model.manifest.input),
      ...{ sector, scale },
    });
    // Frames 3, 6, 9 and 12 were segmented; the others count as unreadable.
    const clipFrames = clip.timesMs.map((_, frame) =>
      frame > 0 && frame % 3 === 0 ? expected[frame / 3 - 1] : { reading: { reason: 'none' } },
    );
    const rated = measureSegmentedClip(model.manifest, { ...clip, frames: clipFrames });
    model.dispose();
    expect(quality).toEqual(rated.quality);
    expect(quality.measuredShare).toBeCloseTo(3 / 13, 9);
    expect(reply).toEqual({ frames: expected, framesPerRequest: 1 });
    const hasVentricle = expected.map(({ reading }) => 'ventricle' in reading);
    expect(hasVentricle).toEqual([false, true, true, true]);
  });

  it('segments no clip that is not prepared', async () => {
    const request = {
      ...{ SOPInstanceUID: '9.9', segmentationUrl: startRequest.modelUrl },
      frames: prepareRequest().frames,
    };
    await expect(service.segmentFrames(request)).rejects.toThrow(/no longer prepared/);
    const rate = { ...request, timesMs: [0] };
    await expect(service.rateContours(rate)).rejects.toThrow(/no longer segmented/);
  });

  it('finds the sector and tells where its image lies in the image', async () => {
    const { size: side, sector } = await service.prepareClip(prepareRequest());
    expect(side).toBe(size);
    expect(sector.outline.length).toBeGreaterThanOrEqual(3);
    expect(sector.crop.width).toBeGreaterThan(100);
  });

  it('turns a clip with the probe below before it predicts, unless told otherwise', async () => {
    const ask = { SOPInstanceUID, frameIndices: [3] };
    const usual = await service.prepareClip(prepareRequest());
    const { values } = (await service.predictFrames(ask)).frames[0];
    const request = prepareRequest();
    const inverted = {
      ...request,
      frames: request.frames.map(({ frameIndex, pixels }) => {
        const { Rows, Columns } = pixels;
        const data = pixels.data.map((_, i) => {
          const row = Rows - 1 - Math.floor(i / Columns);
          return pixels.data[row * Columns + (i % Columns)];
        });
        return { frameIndex, pixels: { ...pixels, data } };
      }),
    };
    expect(usual.sector.turn).toBeUndefined();
    const { sector } = await service.prepareClip(inverted);
    expect(sector.turn).toEqual({ upsideDown: true, mirrored: false });
    const turned = (await service.predictFrames(ask)).frames[0].values;
    const turn = { upsideDown: false, mirrored: false };
    expect((await service.prepareClip({ ...inverted, turn })).sector.turn).toBeUndefined();
    const asItLies = (await service.predictFrames(ask)).frames[0].values;
    const distance = (read: typeof values) => Math.abs(read.EF - values.EF);
    expect(distance(turned)).toBeLessThan(0.25 * distance(asItLies));
    await service.prepareClip(prepareRequest());
  });

  it('predicts every task of a prepared frame, the same each time', async () => {
    const first = await service.predictFrames({ SOPInstanceUID, frameIndices: [3, 6] });
    const again = await service.predictFrames({ SOPInstanceUID, frameIndices: [6] });
    expect(Object.keys(first.frames[0].values)).toEqual(['EF', 'lead']);
    expect(again.frames[0]).toEqual(first.frames[1]);
    expect(first.frames[0]).not.toEqual(first.frames[1]);
  });

  it('predicts a clip of which a region is occluded beside the clip as it is', async () => {
    const { sector } = await service.prepareClip(prepareRequest());
    const { x, y, width, height } = sector.crop;
    const [right, bottom] = [x + width, y + height / 2];
    const occluded = [
      [
        { x, y },
        { x: right, y },
        { x: right, y: bottom },
        { x, y: bottom },
      ],
    ];
    const again = await service.prepareClip({ ...prepareRequest(), occluded });
    expect(again.sector.crop).toEqual(sector.crop);
    const ask = { SOPInstanceUID, frameIndices: [3] };
    const [whole] = (await service.predictFrames(ask)).frames;
    const [part] = (await service.predictFrames({ ...ask, isOccluded: true })).frames;
    expect(part).not.toEqual(whole);
    expect((await service.predictFrames(ask)).frames[0]).toEqual(whole);
  });

  it('explains a frame with a saliency map inside the sector alone', async () => {
    const { displayValues } = await service.explainFrame(explainRequest);
    expect(displayValues).toHaveLength(size * size);
    expect(Math.max(...displayValues!)).toBe(255);
    expect(displayValues![0]).toBe(0);
  });

  it('explains by the method that is asked for', async () => {
    const byMethod = async (method: SaliencyMethod, samples = 2) => {
      const { displayValues } = await service.explainFrame({ ...explainRequest, method, samples });
      return [...displayValues!].join();
    };
    const maps = [
      await byMethod('gradient'),
      await byMethod('smoothGrad'),
      await byMethod('integratedGradients'),
      await byMethod('integratedGradients', 5),
    ];
    expect(new Set(maps).size).toBe(4);
    expect(await byMethod('gradient', 7)).toBe(maps[0]);
  });

  it('stops explaining when asked, and explains again afterwards', async () => {
    const explaining = service.explainFrame({ ...explainRequest, samples: 1000 });
    service.stopExplaining();
    expect((await explaining).displayValues).toBeUndefined();
    expect((await service.explainFrame(explainRequest)).displayValues).toBeDefined();
  });

  it('gives an explanation up for the next one', async () => {
    const first = service.explainFrame({ ...explainRequest, samples: 1000 });
    const second = service.explainFrame(explainRequest);
    expect((await first).displayValues).toBeUndefined();
    expect((await second).displayValues).toBeDefined();
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await service.predictFrames({ SOPInstanceUID, frameIndices: [0] });
    await service.explainFrame(explainRequest);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees the model that it had when it is started anew', async () => {
    const before = tf.memory().numTensors;
    await service.start(startRequest);
    // What the old model had kept for its gradients is gone as well.
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before);
    expect(service.isPrepared(SOPInstanceUID)).toBe(false);
    await service.prepareClip(prepareRequest());
  });

  it('holds the images of the last clips and drops the oldest', async () => {
    for (const uid of ['1', '2', '3', '4']) {
      await service.prepareClip(prepareRequest(uid));
    }
    expect(service.isPrepared('4')).toBe(true);
    expect(service.isPrepared(SOPInstanceUID)).toBe(false);
    await expect(service.predictFrames({ SOPInstanceUID, frameIndices: [0] })).rejects.toThrow(
      /no longer prepared; analyse again/,
    );
    await service.prepareClip(prepareRequest());
  });

  it('refuses a clip without a sector by the name that the reader knows', async () => {
    const noise = prepareRequest('blank');
    for (const { pixels } of noise.frames) {
      pixels.data.fill(0);
    }
    await expect(service.prepareClip(noise)).rejects.toThrow(/^Clip 1: /);
  });

  it('refuses a message that does not fit', async () => {
    const message = { ...prepareRequest(), frames: [] };
    await expect(service.prepareClip(message)).rejects.toThrow(/prepareClip.*frames/);
  });

  it('says which file of the model the server did not give', async () => {
    const weights = files.get('weights.bin')!;
    files.delete('weights.bin');
    await expect(createInferenceService(startWasm).start(startRequest)).rejects.toThrow(
      /weights\.bin.*HTTP 404/,
    );
    files.set(
      'weights.bin',
      weights.map((byte, i) => (i === 5 ? byte ^ 1 : byte)),
    );
    await expect(createInferenceService(startWasm).start(startRequest)).rejects.toThrow(/SHA-256/);
    files.set('weights.bin', weights);
  });

  it('tells a lost device and failed computations from clips that are refused', async () => {
    const losing = createInferenceService(startWasm);
    await losing.start(startRequest);
    await losing.prepareClip(prepareRequest());
    const predicting = losing.predictFrames({ SOPInstanceUID, frameIndices: [0] });
    watchdog.end(new BackendFault('device lost'));
    const fault = { name: 'BackendFault', message: 'device lost' };
    await expect(predicting).rejects.toMatchObject(fault);
    await expect(losing.explainFrame(explainRequest)).rejects.toMatchObject(fault);
    const blank = prepareRequest('blank');
    for (const { pixels } of blank.frames) {
      pixels.data.fill(0);
    }
    await expect(losing.prepareClip(blank)).rejects.toMatchObject({ name: 'ClipRefusal' });
  });

  it('tells too little memory for the weights from a model that is refused', async () => {
    const full: StartBackend = async (...parameters) => ({
      ...(await startWasm(...parameters)),
      createNetwork: () => Promise.reject(new RangeError('Array buffer allocation failed')),
    });
    await expect(createInferenceService(full).start(startRequest)).rejects.toMatchObject({
      name: 'BackendFault',
      message: 'out of memory',
    });
  });

  it('tells how much it holds', () => {
    expect(service.diagnose().memory).toMatchObject({ numTensors: expect.any(Number) });
  });
});
