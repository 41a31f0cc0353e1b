import { sizeOf } from '../arrays';
import type { NetworkManifest, Task } from '../model/manifest';
import { buildGraph } from '../network/architecture';
import type { NetworkWeights } from '../network/folding';
import { batchNormEpsilon, weightShapes } from '../network/graph';
import {
  filesOfModel,
  fixtureArchitecture,
  fixtureManifest,
  type ModelFiles,
} from './model-fixture';

/** A valid manifest of a view classifier; the hash in `files` fits no file. */
export const viewClassifierManifest: NetworkManifest = {
  ...fixtureManifest,
  id: 'view-fixture',
  name: 'View fixture',
  purpose: 'view',
  architecture: { ...fixtureArchitecture, outputs: 3 },
  input: {
    ...fixtureManifest.input,
    mean: 0,
    std: 1,
    frameIntervalMs: 200,
    frameCount: 5,
    view: 'any',
  },
  tasks: [
    viewTask('viewA4C', 'Apical four-chamber view', 0),
    viewTask('viewOther', 'Other cardiac view', 1),
    viewTask('viewUnusable', 'Not usable', 2),
  ],
};

function viewTask(id: string, name: string, outputIndex: number): Task {
  return {
    id,
    name,
    kind: 'classification',
    unit: '',
    range: [0, 1],
    outputIndex,
    decisionThreshold: 0.5,
    metrics: { auc: 0.9 },
  };
}

/** Slope of the logits over the brightness. */
const steepness = 40;

/**
 * A view classifier with a predictable result: it measures an image's brightness (the mean of its
 * local maxima; of a uniform image, its grey value in [0, 1]) and predicts A4C from `leastBrightness`
 * on, unusable below a third of that, and another view in between. So 0 accepts every image, and 2
 * rejects every one as unusable or, above 2 / 3, as another view.
 */
export function viewClassifierFiles(leastBrightness: number): ModelFiles<NetworkManifest> {
  return filesOfModel(viewClassifierManifest, brightnessWeights(leastBrightness));
}

/**
 * Only the first filter of each convolution on the shortest path to the logits is not 0, and it blurs;
 * the residual blocks add nothing, and the reductions pass on their pools.
 */
function brightnessWeights(leastBrightness: number): NetworkWeights {
  // The logits of 'unusable' and 'other' cross at a third of the least brightness.
  const logits = [
    { slope: steepness, intercept: -steepness * leastBrightness },
    { slope: -steepness, intercept: steepness * leastBrightness },
    { slope: -4 * steepness, intercept: 2 * steepness * leastBrightness },
  ];
  const graph = buildGraph(viewClassifierManifest.architecture);
  return new Map(
    weightShapes(graph).map(({ name, shape }) => {
      const values = new Float32Array(sizeOf(shape));
      if (name === 'logits/kernel') {
        logits.forEach(({ slope }, i) => (values[i] = slope));
      } else if (name === 'logits/bias') {
        logits.forEach(({ intercept }, i) => (values[i] = intercept));
      } else if (name.endsWith('/gamma')) {
        values.fill(1);
      } else if (name.endsWith('/moving_variance')) {
        values.fill(1 - batchNormEpsilon);
      } else if (/^stem_conv\d\/kernel$/.test(name)) {
        const [height, width, channels, filters] = shape;
        for (let i = 0; i < height * width; i++) {
          values[i * channels * filters] = 1 / (height * width);
        }
      }
      return [name, { shape, values }];
    }),
  );
}
