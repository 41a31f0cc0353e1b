import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { classifyView } from '../inference/classify-view';
import { predictFrame } from '../inference/predict-frame';
import { loadModel, type Model } from '../model/load-model';
import { createTensorNetwork } from '../network/tensor-network';
import { readerOf } from './model-fixture';
import { viewClassifierFiles } from './view-classifier-fixture';

describe('the view classifier for tests', () => {
  let model: Model;
  beforeAll(async () => {
    await tf.setBackend('wasm');
    const files = readerOf(viewClassifierFiles(0.6));
    model = await loadModel(files, { createNetwork: createTensorNetwork });
  });
  afterAll(() => model.dispose());

  it.each([
    [0.7, 'A4C'],
    [0.5, 'other'],
    [0.1, 'unusable'],
  ])('predicts from a uniform image of grey value %d the view %s', async (grey, view) => {
    const image = { size: 75, channels: 1, data: new Float32Array(75 * 75).fill(grey) };
    const prediction = classifyView(model.manifest, [await predictFrame(model, image)]);
    expect(prediction.view).toBe(view);
    expect(prediction.probability).toBeCloseTo(1 / (1 + Math.exp(-40 * (grey - 0.6))), 4);
  });
});
