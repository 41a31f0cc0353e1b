import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CreateSession } from '@echonet/models';
import {
  meanSession,
  onnxFile,
  onnxManifest,
  onnxSegmentationManifest,
  thresholdSession,
} from '@echonet/models/testing';
import { createInferenceService, type StartBackend } from '../inference-service';
import type { InferenceWorker } from '../protocol';
import { runningBackend } from '../running-backend';
import { prepareRequest, serve, SOPInstanceUID, startRequest } from '../testing';

const startNothing: StartBackend = () =>
  Promise.resolve(
    runningBackend(
      'cpu',
      {
        report: { description: 'Plain JavaScript', features: [], limits: {} },
        createNetwork: () => Promise.reject(new Error('No network of this project is in use.')),
        memory: () => ({}),
        versions: {},
      },
      [],
    ),
  );

const files = new Map<string, Uint8Array>();
const serviceWith = (createSession: CreateSession): InferenceWorker =>
  createInferenceService(startNothing, () => createSession);

beforeEach(async () => {
  files.clear();
  const json = JSON.stringify(await onnxManifest());
  files.set('echonet.json', new TextEncoder().encode(json)).set('model.onnx', onnxFile);
  serve(files);
});

describe('the inference service with an ONNX file', () => {
  it('runs windows of frames and says what runs them', async () => {
    const runs: number[] = [];
    const session = meanSession(100, (values) => void runs.push(values.length));
    const service = serviceWith(() => Promise.resolve(session));
    const { backend, batchSize } = await service.start(startRequest);
    expect(backend.description).toBe('ONNX Runtime of a test');
    expect(batchSize).toBe(1);
    const { quality, size } = await service.prepareClip(prepareRequest());
    expect(size).toBe(8);
    expect(quality.contrast).toBeGreaterThan(0.1);
    const { values } = await service.predictWindow({
      SOPInstanceUID,
      frames: [],
      frameIndices: [0, 3, 6],
    });
    expect(values['EF']).toBeGreaterThan(10);
    // The recorded answer, then the window: four frames of 8 x 8 each.
    expect(runs).toEqual([256, 256]);
  });

  it('holds the images of one window at a time, also of a long clip', async () => {
    const service = serviceWith(() => Promise.resolve(meanSession()));
    await service.start(startRequest);
    const { frames, ...request } = prepareRequest();
    await service.prepareClip({ ...request, frames: frames.slice(0, 1) });
    const bytes: unknown[] = [];
    for (const start of [0, 4, 8, 12]) {
      const frameIndices = [start, start + 1, start + 2, start + 3];
      const missing = frameIndices
        .filter((frameIndex) => frameIndex > 0)
        .map((frameIndex) => ({ frameIndex, pixels: frames[0].pixels }));
      await service.predictWindow({ SOPInstanceUID, frames: missing, frameIndices });
      bytes.push(service.diagnose().memory.windowImageBytes);
    }
    // Four frames of 8 x 8 floats.
    expect(new Set(bytes)).toEqual(new Set([4 * 8 * 8 * 4]));
    const before = { SOPInstanceUID, frames: [], frameIndices: [3] };
    await expect(service.predictWindow(before)).rejects.toThrow(/Frame 4 .* no longer prepared/);
  });

  it('rates clips by a quality model, and says why it cannot', async () => {
    const service = serviceWith(() => Promise.resolve(meanSession()));
    await service.start(startRequest);
    const reading = await onnxManifest();
    const { onnx, tasks } = reading;
    const grade = { ...tasks[0], code: undefined, unit: '', range: [1, 5], leastAcceptable: 200 };
    const manifest = {
      ...reading,
      purpose: 'quality',
      onnx: {
        ...onnx,
        input: {
          ...onnx.input,
          layout: 'NCHW',
          frames: { ...onnx.input.frames, count: 1 },
        },
        recorded: { ...onnx.recorded, tolerance: 10 },
      },
      tasks: [grade],
    };
    const json = (content: object) => new TextEncoder().encode(JSON.stringify(content));
    files.set('echonet.json', json(manifest));
    const request = { ...prepareRequest(), qualityUrl: `${startRequest.modelUrl}./` };
    const { rated } = await service.prepareClip(request);
    expect(rated).toMatchObject({
      ...{ model: 'Imported', range: [1, 5], isLow: true },
      tasks: [{ name: grade.name, isLow: true }],
    });
    // The mean of the image, in per cent.
    expect(rated && 'overall' in rated && rated.overall).toBeGreaterThan(10);
    files.set('echonet.json', json(reading));
    const other = { ...prepareRequest(), qualityUrl: `${startRequest.modelUrl}././` };
    const { rated: refused, size } = await service.prepareClip(other);
    expect(refused).toEqual({ problem: 'Imported is no quality model.' });
    expect(size).toBe(8);
  });

  it('takes frames that come with a window, and predicts occluded ones darker', async () => {
    const service = serviceWith(() => Promise.resolve(meanSession()));
    await service.start(startRequest);
    const { frames, ...request } = prepareRequest();
    const occluded = [
      [
        { x: 60, y: 40 },
        { x: 140, y: 40 },
        { x: 100, y: 140 },
      ],
    ];
    const predict = async (isOccluded: boolean) => {
      await service.prepareClip({
        ...request,
        frames: frames.slice(0, 2),
        ...(isOccluded && { occluded }),
      });
      const { values } = await service.predictWindow({
        SOPInstanceUID,
        frames: frames.slice(2, 3),
        frameIndices: [0, 3, 6],
        isOccluded,
      });
      return values['EF'];
    };
    const plain = await predict(false);
    expect(await predict(true)).toBeLessThan(0.8 * plain);
  });

  it('explains a window by occlusion: what the mean depends on is the sector', async () => {
    const runs: number[] = [];
    const session = meanSession(100, (values) => void runs.push(values.length));
    const service = serviceWith(() => Promise.resolve(session));
    await service.start(startRequest);
    const { frames, ...request } = prepareRequest();
    await service.prepareClip({ ...request, frames: frames.slice(0, 1) });
    runs.length = 0;
    const samples: number[] = [];
    const explain = {
      ...{ SOPInstanceUID, frameIndex: 0, taskId: 'EF', samples: 1, noiseLevel: 0, seed: 1 },
      window: { frameIndices: [0, 3], frames: frames.slice(1, 2) },
    };
    const { displayValues } = await service.explainFrame(
      { ...explain, method: 'occlusion' },
      (done, count) => void samples.push(done / count),
    );
    expect(displayValues).toHaveLength(64);
    expect(Math.max(...displayValues!)).toBe(255);
    expect(displayValues![0]).toBe(0);
    expect(runs).toHaveLength(samples.length + 1);
    expect(samples.at(-1)).toBe(1);
    await expect(service.explainFrame({ ...explain, method: 'gradient' })).rejects.toThrow(
      /Imported reads windows of frames: it is explained by occlusion/,
    );
  });

  it('outlines with a segmentation network that is an ONNX file', async () => {
    const sessions = [meanSession(), thresholdSession()];
    const service = serviceWith(() => Promise.resolve(sessions.shift()!));
    await service.start(startRequest);
    await service.prepareClip(prepareRequest());
    const outlines = JSON.stringify(await onnxSegmentationManifest({ size: 32 }));
    files.set('echonet.json', new TextEncoder().encode(outlines));
    const { frames } = prepareRequest();
    const segmented = await service.segmentFrames({
      SOPInstanceUID,
      segmentationUrl: `${startRequest.modelUrl}./`,
      frames,
    });
    expect(segmented.frames).toHaveLength(frames.length);
    expect(segmented.framesPerRequest).toBe(1);
    expect(segmented.frames.every(({ reading }) => 'contours' in reading)).toBe(true);
  });

  it('refuses a frame that it does not have, and what only other models can do', async () => {
    const service = serviceWith(() => Promise.resolve(meanSession()));
    await service.start(startRequest);
    await service.prepareClip(prepareRequest());
    const window = { SOPInstanceUID, frames: [], frameIndices: [1] };
    await expect(service.predictWindow(window)).rejects.toThrow(/Frame 2 .* no longer prepared/);
    await expect(service.predictFrames({ SOPInstanceUID, frameIndices: [0] })).rejects.toThrow(
      /Imported reads windows of frames/,
    );
  });

  it.each<[string, CreateSession, RegExp]>([
    [
      'an answer that differs from the recorded one',
      () => Promise.resolve(meanSession(102)),
      /Imported gives another answer .* \(ONNX Runtime of a test\).* differ by 2\.0 %/,
    ],
    [
      'answers that are no numbers',
      () => Promise.resolve(meanSession(Number.NaN)),
      /Imported cannot be run: .*no numbers/,
    ],
    [
      'a runtime that cannot read the file',
      () => Promise.reject(new Error('no kernel for Wave')),
      /Imported cannot be run: no kernel for Wave/,
    ],
  ])('refuses %s with a sentence', async (_what, createSession, sentence) => {
    await expect(serviceWith(createSession).start(startRequest)).rejects.toThrow(sentence);
  });

  it('refuses a window whose results are no numbers, and reads the next one', async () => {
    const session = meanSession();
    let runs = 0;
    const service = serviceWith(() =>
      Promise.resolve({
        ...session,
        async run(window) {
          const results = await session.run(window);
          const values = Float32Array.of(++runs === 2 ? Number.NaN : 40);
          return runs === 1 ? results : new Map([['ef', { dims: [1, 1], values }]]);
        },
      }),
    );
    await service.start(startRequest);
    await service.prepareClip(prepareRequest());
    const window = { SOPInstanceUID, frames: [], frameIndices: [0, 3, 6] };
    await expect(service.predictWindow(window)).rejects.toThrow(/no numbers/);
    expect((await service.predictWindow(window)).values['EF']).toBeGreaterThan(0);
  });

  it('frees a session whose answer it refuses', async () => {
    const dispose = jest.fn();
    const session = { ...meanSession(3), dispose };
    await expect(serviceWith(() => Promise.resolve(session)).start(startRequest)).rejects.toThrow();
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('refuses a file that was changed', async () => {
    files.set('model.onnx', Uint8Array.of(8, 8, 18, 1));
    const service = serviceWith(() => Promise.resolve(meanSession()));
    await expect(service.start(startRequest)).rejects.toThrow(
      /model\.onnx is not the one .*SHA-256/,
    );
  });
});

describe('a view classifier that is an ONNX file', () => {
  it('tells the view of a clip, as the view check does', async () => {
    const manifest = await onnxManifest();
    const [task] = manifest.tasks;
    const finding = (id: string, outputIndex: number) => ({
      ...task,
      id,
      kind: 'classification',
      unit: '',
      range: [0, 1],
      outputIndex,
      decisionThreshold: 0.5,
    });
    const { frames, ...input } = manifest.onnx.input;
    const classifier = {
      ...manifest,
      purpose: 'view',
      onnx: {
        ...manifest.onnx,
        input: { ...input, layout: 'NCHW', frames: { ...frames, count: 1 } },
        outputs: [{ length: 3, meaning: 'class logits' }],
        // Of probabilities e^5 / (e^5 + 2) and 1 / (e^5 + 2).
        recorded: { ...manifest.onnx.recorded, answer: [4.30685, -5.00672, -5.00672] },
      },
      tasks: [finding('viewA4C', 0), finding('viewOther', 1), finding('viewUnusable', 2)],
    };
    const session = {
      ...meanSession(),
      run: () =>
        Promise.resolve(new Map([['ef', { dims: [1, 3], values: Float32Array.of(5, 0, 0) }]])),
    };
    files.set('echonet.json', new TextEncoder().encode(JSON.stringify(classifier)));
    const gate = serviceWith(() => Promise.resolve(session));
    await gate.start(startRequest);
    const classifierUrl = `${startRequest.modelUrl}./`;
    const { prediction } = await gate.classifyView({ ...prepareRequest(), classifierUrl });
    expect(prediction).toMatchObject({ view: 'A4C', accepted: true, threshold: 0.5 });
    expect(prediction.probability).toBeGreaterThan(0.9);
  });
});
