import { describe, expect, it } from '@jest/globals';
import { fixtureInput } from '../contract/contract-fixture';
import type { NetworkClip } from '../contract/network-clip';
import type { OnnxManifest } from '../model/onnx-model';
import type { OnnxSession } from '../model/onnx-session';
import { fixtureManifest } from '../testing/model-fixture';
import { predictWindow, summariseWindows } from './predict-window';

const [ejectionFraction, lead] = fixtureManifest.tasks;
const manifest: OnnxManifest = {
  ...fixtureManifest,
  architecture: undefined,
  onnx: {
    file: 'model.onnx',
    opset: 17,
    input: fixtureInput,
    outputs: [
      { tensor: 'lead', length: 1, meaning: 'probabilities' },
      { tensor: 'ef', length: 2, meaning: 'numbers' },
    ],
    recorded: { seed: 1, answer: [0, 0, 0], runtime: 'a test', tolerance: 0.001 },
    unknown: [],
  },
  tasks: [
    { ...ejectionFraction, outputIndex: 2, labelMean: 50, labelStd: 10 },
    { ...lead, outputIndex: 0, calibration: undefined },
  ],
};

function sessionOf(runs: NetworkClip[]): OnnxSession {
  return {
    runtime: 'a test',
    outputNames: ['lead', 'ef'],
    run(clip) {
      runs.push(clip);
      const output = (...values: number[]) => ({
        dims: [1, values.length],
        values: Float32Array.from(values),
      });
      return Promise.resolve(
        new Map([
          ['lead', output(0.25)],
          ['ef', output(7, 1)],
        ]),
      );
    },
    dispose: () => {},
  };
}

describe('predictWindow', () => {
  it('runs a window in the contract’s layout and gives values in the units of the tasks', async () => {
    const runs: NetworkClip[] = [];
    const image = new Float32Array(64).fill(0.5);
    const { values } = await predictWindow({ manifest, session: sessionOf(runs) }, [image, image]);
    expect(runs[0].dims).toEqual([1, 1, 4, 8, 8]);
    expect(values[ejectionFraction.id]).toBe(60);
    expect(values[lead.id]).toBeCloseTo(0.25, 5);
  });
});

describe('summariseWindows', () => {
  const windows = [40, 50].map((EF) => ({
    values: { [ejectionFraction.id]: EF, [lead.id]: 0.5 },
  }));

  it('is the mean over the windows, none of which is a frame', () => {
    const prediction = summariseWindows(manifest, { count: 4 }, windows)[ejectionFraction.id];
    expect(prediction).toMatchObject({ mean: 45, perFrame: [], perWindow: [40, 50] });
    expect(prediction.standardDeviation).toBeCloseTo(7.07, 2);
  });

  it('is a value a frame where windows have one frame', () => {
    const prediction = summariseWindows(manifest, { count: 1 }, windows)[ejectionFraction.id];
    expect(prediction.perFrame).toEqual([40, 50]);
    expect(prediction.perWindow).toBeUndefined();
  });
});
