import { describe, expect, it } from '@jest/globals';
import { parseManifest } from '../model/manifest';
import { isOnnxManifest, type OnnxManifest, type OnnxModel } from '../model/onnx-model';
import { onnxManifest } from '../testing/onnx-fixture';
import { rateQuality } from './rate-quality';

/** Grades of 1 to 5 of two walls, each below 2.5 flagged. */
async function qualityManifest(change: object = {}): Promise<OnnxManifest> {
  const { onnx, tasks, ...others } = await onnxManifest();
  const task = { ...tasks[0], code: undefined, unit: '', range: [1, 5], leastAcceptable: 2.5 };
  const manifest = parseManifest(
    JSON.parse(
      JSON.stringify({
        ...others,
        input: undefined,
        purpose: 'quality',
        onnx: {
          ...onnx,
          input: {
            ...onnx.input,
            frames: { ...onnx.input.frames, count: 1 },
            layout: 'NCHW',
          },
          outputs: [{ length: 2, meaning: 'numbers' }],
          recorded: { ...onnx.recorded, answer: [3, 3] },
        },
        tasks: [
          { ...task, id: 'septal', name: 'Septal wall', outputIndex: 0 },
          { ...task, id: 'lateral', name: 'Lateral wall', outputIndex: 1 },
        ],
        ...change,
      }),
    ),
  );
  if (!isOnnxManifest(manifest)) {
    throw new Error('no ONNX file');
  }
  return manifest;
}

/** Grades as the first two values of the frame. */
const session: OnnxModel['session'] = {
  runtime: 'a test',
  outputNames: ['grades'],
  run: ({ values }) =>
    Promise.resolve(new Map([['grades', { dims: [1, 2], values: values.slice(0, 2) }]])),
  dispose: () => {},
};

const frame = (...grades: number[]) => ({
  size: 8,
  channels: 1,
  data: Float32Array.of(...grades, ...new Array<number>(62).fill(0)),
});

describe('the quality of a clip by a quality model', () => {
  it('is the mean of its frames for each region, flagged below the threshold', async () => {
    const manifest = await qualityManifest();
    const rated = await rateQuality({ manifest, session }, [frame(4, 1), frame(5, 2)]);
    expect(rated).toEqual({
      model: 'Imported',
      range: [1, 5],
      overall: 3,
      isLow: false,
      tasks: [
        { name: 'Septal wall', value: 4.5, unit: '', isLow: false },
        { name: 'Lateral wall', value: 1.5, unit: '', isLow: true },
      ],
    });
    expect((await rateQuality({ manifest, session }, [frame(3, 1)])).isLow).toBe(true);
  });

  it('flags nothing without thresholds', async () => {
    const { tasks, ...manifest } = await qualityManifest();
    const without = tasks.map((task) => ({ ...task, leastAcceptable: undefined }));
    const rated = await rateQuality({ manifest: { ...manifest, tasks: without }, session }, [
      frame(1, 1),
    ]);
    expect([rated.isLow, ...rated.tasks.map(({ isLow }) => isLow)]).toEqual([false, false, false]);
  });

  it('comes from no other model, and from single frames alone', async () => {
    const manifest = await qualityManifest();
    await expect(
      rateQuality({ manifest: { ...manifest, purpose: 'reading' }, session }, [frame(3, 3)]),
    ).rejects.toThrow(/no quality model/);
    const { onnx } = manifest;
    const windows = {
      ...onnx,
      input: { ...onnx.input, layout: 'NCTHW', frames: { ...onnx.input.frames, count: 4 } },
    };
    await expect(qualityManifest({ onnx: windows })).rejects.toThrow(/single frames/);
    const others = { tasks: manifest.tasks, purpose: 'reading' };
    await expect(qualityManifest(others)).rejects.toThrow(/leastAcceptable/);
  });
});
