import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkImage } from '../image/preparation';
import { loadModel, type Model } from '../model/load-model';
import { createTensorNetwork } from '../network/tensor-network';
import { uniformNumbers } from '../random/numbers';
import { fixtureManifest, modelFiles, readerOf } from '../testing/model-fixture';
import { standardisedImage } from '../segmentation/standardised-image';
import { volumeFixtureManifest } from '../testing/volume-fixture';
import { imageGreyValues, predictFrame, predictFrames, valueOfLogit } from './predict-frame';

const image: NetworkImage = {
  size: 75,
  channels: 1,
  data: Float32Array.from({ length: 75 * 75 }, uniformNumbers(2)),
};

describe('predictFrame', () => {
  let model: Model;
  beforeAll(async () => {
    await tf.setBackend('wasm');
    model = await loadModel(readerOf(modelFiles()), { createNetwork: createTensorNetwork });
  });
  afterAll(() => model.dispose());

  it("converts each output to its task's unit, and leaks no tensor", async () => {
    const before = tf.memory().numTensors;
    const { values } = await predictFrame(model, image);
    expect(tf.memory().numTensors).toBe(before);
    const logits = await model.network.forward(image.data);
    expect(Object.keys(values)).toEqual(['EF', 'lead']);
    expect(values.EF).toBeCloseTo(logits[0] * 12 + 55, 4);
    expect(values.lead).toBeCloseTo(1 / (1 + Math.exp(-logits[1])), 6);
  });

  it('predicts a batch as it predicts single frames', async () => {
    const other = { ...image, data: image.data.map((grey) => 1 - grey) };
    const together = await predictFrames(model, [image, other]);
    const apart = [await predictFrame(model, image), await predictFrame(model, other)];
    together.forEach(({ values }, i) => {
      expect(values.EF).toBeCloseTo(apart[i].values.EF, 4);
      expect(values.lead).toBeCloseTo(apart[i].values.lead, 6);
    });
    expect(together[0].values.EF).not.toBeCloseTo(together[1].values.EF, 4);
  });

  it('rejects an image of another size', async () => {
    const other = { size: 80, channels: 1, data: new Float32Array(80 * 80) };
    await expect(predictFrame(model, other)).rejects.toThrow(
      /reads images of 75x75x1, and this one is 80x80x1/,
    );
  });

  it('rejects a logit that is not a number', () => {
    expect(() => valueOfLogit(fixtureManifest.tasks[0], Number.NaN)).toThrow(
      /gave no number for Ejection fraction/,
    );
  });

  it('takes the exponential of the logarithm of a frame volume', () => {
    const [task] = volumeFixtureManifest.tasks;
    expect(valueOfLogit(task, 2)).toBeCloseTo(Math.exp(2 * 0.5 + 8), 6);
  });

  it('standardises images where the model asks for it', () => {
    const greyValues = imageGreyValues(
      {
        manifest: { ...volumeFixtureManifest, input: { ...volumeFixtureManifest.input, size: 75 } },
      },
      image,
    );
    expect(greyValues).toEqual(standardisedImage(image.data));
    expect(imageGreyValues({ manifest: fixtureManifest }, image)).toBe(image.data);
  });

  it('applies the calibration to the logit of a classification', () => {
    const task = { name: 'Lead', kind: 'classification' } as const;
    expect(valueOfLogit(task, 2)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    const calibration = { probability: { slope: 0.5, intercept: -1 } };
    expect(valueOfLogit({ ...task, calibration }, 2)).toBeCloseTo(0.5, 12);
  });
});
