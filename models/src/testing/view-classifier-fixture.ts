import { batchNormEpsilon, weightShapes } from '../network/graph';
import { buildGraph } from '../network/architecture';
import type { NetworkWeights } from '../network/folding';
import type { Manifest, Task } from '../model/manifest';
import { filesOfModel, fixtureArchitecture, fixtureManifest } from './model-fixture';
import type { ModelFiles } from './model-fixture';

/** A valid manifest of a view classifier; `files` fits no file. */
export const viewClassifierManifest: Manifest = {
  ...fixtureManifest,
  id: 'view-fixture',
  name: 'View fixture',
  purpose: 'view',
  architecture: { ...fixtureArchitecture, outputs: 3 },
  input: {
    ...fixtureManifest.input,
    ...{ mean: 0, std: 1, frameIntervalMs: 200, frameCount: 5, view: 'any' },
  },
  tasks: [
    viewTask('viewA4C', 'Apical four-chamber view', 0),
    viewTask('viewOther', 'Other cardiac view', 1),
    viewTask('viewUnusable', 'Not usable', 2),
  ],
};

function viewTask(id: string, name: string, outputIndex: number): Task {
  return {
    ...{ id, name, kind: 'classification', unit: '', range: [0, 1], outputIndex },
    ...{ decisionThreshold: 0.5, metrics: { auc: 0.9 } },
  };
}

/** How steeply the fixture's logits rise with the brightness. */
const steepness = 40;

/**
 * A view classifier whose answer can be foretold: it sees an image's brightness (the mean of its
 * local maxima; of an even image, its grey in [0, 1]) and takes it for an A4C from
 * `leastBrightness` on, for unusable below a third of that, and for another view in between. So 0
 * accepts every image, and 2 turns away every one as unusable or, above 2 / 3, as another view.
 */
export function viewClassifierFiles(leastBrightness: number): ModelFiles {
  return filesOfModel(viewClassifierManifest, brightnessWeights(leastBrightness));
}

/**
 * Only the first filter of what lies on the shortest way to the logits is not 0, and it blurs; the
 * residual blocks add nothing, and the reductions hand on what their pools see.
 */
function brightnessWeights(leastBrightness: number): NetworkWeights {
  // Those of 'unusable' and 'other' cross at a third of the least brightness.
  const logits = [
    { slope: steepness, intercept: -steepness * leastBrightness },
    { slope: -steepness, intercept: steepness * leastBrightness },
    { slope: -4 * steepness, intercept: 2 * steepness * leastBrightness },
  ];
  const graph = buildGraph(viewClassifierManifest.architecture);
  return new Map(
    weightShapes(graph).map(({ name, shape }) => {
      const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
      if (name === 'logits/kernel') logits.forEach(({ slope }, i) => (values[i] = slope));
      else if (name === 'logits/bias')
        logits.forEach(({ intercept }, i) => (values[i] = intercept));
      else if (name.endsWith('/gamma')) values.fill(1);
      else if (name.endsWith('/moving_variance')) values.fill(1 - batchNormEpsilon);
      else if (/^stem_conv\d\/kernel$/.test(name)) {
        const [height, width, channels, filters] = shape;
        for (let i = 0; i < height * width; i++) {
          values[i * channels * filters] = 1 / (height * width);
        }
      }
      return [name, { shape, values }];
    }),
  );
}
