import type { SegmentationManifest } from '../model/segmentation-manifest';
import { buildGraph, type Architecture } from '../network/architecture';
import type { Network } from '../network/network';
import type { SegmentationNetwork } from '../segmentation/segment-frames';
import { filesOfModel, fixtureManifest, type ModelFiles } from './model-fixture';
import { randomWeights } from './random-weights';

/** A small segmentation network, with four outputs. */
const architecture = {
  name: 'residual-unet',
  inputSize: 16,
  channels: 1,
  outputs: 4,
  levelChannels: [4, 6],
  levelBlocks: [1, 1],
} satisfies Architecture;

/** A valid manifest; the hash in `files` fits no file. */
export const segmentationFixtureManifest: SegmentationManifest = {
  schemaVersion: 1,
  id: 'segmentation-fixture',
  version: '1.0.0',
  name: 'Segmentation fixture',
  purpose: 'segmentation',
  architecture,
  input: { size: architecture.inputSize, channels: 1, standardisation: 'image', view: 'A4C' },
  structures: ['background', 'LV', 'LVWall', 'LA'],
  measures: {
    EDV: { unit: 'mL', interval90: { scale: 'logarithmic', halfWidth: 0.2 }, metrics: {} },
    EF: { unit: '%', interval90: { scale: 'absolute', halfWidth: 10 }, metrics: {} },
  },
  quality: {},
  metrics: {},
  provenance: {
    ...fixtureManifest.provenance,
    licence: 'a licence',
    citation: 'a publication',
  },
  intendedUse: fixtureManifest.intendedUse,
  files: fixtureManifest.files,
};

/** @param simulated whether it says that it learned from simulated patients */
export function segmentationModelFiles(
  seed = 5,
  { simulated = true } = {},
): ModelFiles<SegmentationManifest> {
  const weights = randomWeights(buildGraph(architecture), seed);
  const provenance = { ...segmentationFixtureManifest.provenance, simulated };
  return filesOfModel({ ...segmentationFixtureManifest, provenance }, weights);
}

/** Standardised grey value from which brightnessSegmenter takes a pixel for the LV. */
const threshold = 1;

/**
 * A network with a predictable result: the LV is what is bright, a standard deviation and more above
 * an image's mean; there is no other structure. Its maps have half the size of the images.
 *
 * @param onBatch told the number of images of each batch
 */
export function brightnessSegmenter(
  size: number,
  { batchSize = 1, onBatch }: { batchSize?: number; onBatch?: (images: number) => void } = {},
): SegmentationNetwork & { readonly manifest: SegmentationManifest } {
  const side = size / 2;
  const { structures } = segmentationFixtureManifest;
  const unused = () => Promise.reject(new Error('A fixture has no gradient.'));
  const network: Network = {
    inputShape: [size, size, 1],
    outputs: structures.length,
    outputShape: [side, side, structures.length],
    batchSize,
    gradientBatchSize: 1,
    forward(greyValues) {
      const images = greyValues.length / size ** 2;
      onBatch?.(images);
      const logits = new Float32Array(images * side * side * structures.length).fill(-9);
      for (let pixel = 0; pixel < images * side * side; pixel++) {
        const [row, column] = [Math.floor(pixel / side), pixel % side];
        const first = 2 * row * size + 2 * column;
        const corners = [first, first + 1, first + size, first + size + 1];
        const mean = corners.reduce((sum, at) => sum + greyValues[at], 0) / corners.length;
        logits[pixel * structures.length] = 0;
        logits[pixel * structures.length + structures.indexOf('LV')] = 4 * (mean - threshold);
      }
      return Promise.resolve(logits);
    },
    inputGradient: unused,
    dispose: () => {},
  };
  const input = { ...segmentationFixtureManifest.input, size };
  return { network, manifest: { ...segmentationFixtureManifest, input } };
}
