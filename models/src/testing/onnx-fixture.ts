import { fixtureImage, fixtureInput } from '../contract/contract-fixture';
import type { ImageContract } from '../contract/contract-schema';
import { madeAnswer, type OnnxManifest } from '../model/onnx-model';
import type { OnnxSession } from '../model/onnx-session';
import type { SegmentationManifest } from '../model/segmentation-manifest';
import { madeMask } from '../model/segmentation-model';
import { fixtureManifest } from './model-fixture';
import { segmentationFixtureManifest } from './segmentation-fixture';

/** A file that any session of a test can stand for, and its SHA-256. */
export const onnxFile = Uint8Array.of(8, 8, 18, 0);
const onnxFileHash = '2fa5033660e8b1f748a361352e2938f3d09e6d22ad775c8f7c4a0ea0db265beb';

/**
 * A session in place of an ONNX Runtime: gives the mean of the window's values, times a factor.
 *
 * @param onRun called with the values of each window
 */
export function meanSession(factor = 100, onRun?: (values: Float32Array) => void): OnnxSession {
  return {
    runtime: 'ONNX Runtime of a test',
    outputNames: ['ef'],
    run({ values }) {
      onRun?.(values);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const result = { dims: [1, 1], values: Float32Array.of(mean * factor) };
      return Promise.resolve(new Map([['ef', result]]));
    },
    dispose: () => {},
  };
}

/** The manifest of a network whose only task is its first number, with the answer of meanSession(). */
export async function onnxManifest(): Promise<OnnxManifest> {
  const network = {
    input: fixtureInput,
    outputs: [{ length: 1, meaning: 'numbers' as const }],
  };
  const [ejectionFraction] = fixtureManifest.tasks;
  return {
    ...fixtureManifest,
    architecture: undefined,
    name: 'Imported',
    onnx: {
      file: 'model.onnx',
      opset: 17,
      ...network,
      recorded: {
        seed: 1,
        answer: await madeAnswer(network, meanSession(), 1),
        runtime: 'a test',
        tolerance: 1e-3,
      },
      unknown: [],
    },
    tasks: [
      {
        ...ejectionFraction,
        outputIndex: 0,
        labelMean: 0,
        labelStd: 1,
        metrics: {},
        calibration: undefined,
      },
    ],
    files: { 'model.onnx': onnxFileHash },
  };
}

/** A network that outlines what is brighter than half of white: its logit is the grey value less 0.5. */
export function thresholdSession(factor = 1): OnnxSession {
  return {
    runtime: 'ONNX Runtime of a test',
    outputNames: ['logits'],
    run({ dims, values }) {
      const [, , rows, columns] = dims;
      const logits = values
        .subarray(0, rows * columns)
        .map((grey) => factor * sharpness * (grey - 0.5));
      return Promise.resolve(
        new Map([['logits', { dims: [1, 1, rows, columns], values: logits }]]),
      );
    },
    dispose: () => {},
  };
}

/** Logits of thresholdSession per unit of grey value. */
const sharpness = 8;

/** The manifest of thresholdSession(), with its answer. */
export async function onnxSegmentationManifest(
  image: Partial<ImageContract> = {},
): Promise<SegmentationManifest> {
  const network = {
    input: { image: { ...fixtureImage, size: 64, ...image }, layout: 'NCHW' as const },
    mask: { layout: 'NCHW' as const, meaning: 'logits' as const, classes: ['LV' as const] },
  };
  return {
    ...segmentationFixtureManifest,
    architecture: undefined,
    name: 'Imported outlines',
    measures: {},
    onnx: {
      file: 'model.onnx',
      opset: 17,
      ...network,
      recorded: {
        seed: 1,
        answer: await madeMask(network, thresholdSession(), 1),
        runtime: 'a test',
        tolerance: 1e-3,
      },
      unknown: [],
    },
    files: { 'model.onnx': onnxFileHash },
  };
}
