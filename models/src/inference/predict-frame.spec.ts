import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel } from '../model/load-model';
import type { Model } from '../model/load-model';
import { fixtureManifest, modelFiles, readerOf } from '../model/model-fixture';
import type { NetworkPicture } from '../picture/preparation';
import { uniformNumbers } from '../random';
import { predictFrame, valueOfLogit } from './predict-frame';

const picture: NetworkPicture = {
  size: 75,
  channels: 1,
  data: Float32Array.from({ length: 75 * 75 }, uniformNumbers(2)),
};

describe('predictFrame', () => {
  let model: Model;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = await loadModel(readerOf(modelFiles()));
  });
  afterAll(() => model.dispose());

  it("gives each task its output in the task's unit, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const { values } = await predictFrame(model, picture);
    expect(tf.memory().numTensors).toBe(before);
    const logits = tf.tidy(() =>
      model.network.forward(tf.tensor4d(picture.data, [1, 75, 75, 1])).dataSync(),
    );
    expect(Object.keys(values)).toEqual(['EF', 'lead']);
    expect(values.EF).toBeCloseTo(logits[0] * 12 + 55, 4);
    expect(values.lead).toBeCloseTo(1 / (1 + Math.exp(-logits[1])), 6);
  });

  it('refuses a picture of another size', async () => {
    const other = { size: 80, channels: 1, data: new Float32Array(80 * 80) };
    await expect(predictFrame(model, other)).rejects.toThrow(
      /reads pictures of 75x75x1, and this one is 80x80x1/,
    );
  });

  it('refuses to pass on what is not a number', () => {
    expect(() => valueOfLogit(fixtureManifest.tasks[0], Number.NaN)).toThrow(
      /gave no number for Ejection fraction/,
    );
  });
});
