import { describe, expect, it } from '@jest/globals';
import type { FrameFormat } from '../contract/frame-image';
import type { Sector } from '../image/sector';
import type { Model } from '../model/load-model';
import { buildGraph } from '../network/architecture';
import { segmentationFixtureManifest } from '../testing/segmentation-fixture';
import { viewClassifierManifest } from '../testing/view-classifier-fixture';
import { checkView } from './check-view';
import type { ConfirmingModel } from './confirm-view';

const sector: Sector = {
  Rows: 64,
  Columns: 64,
  crop: { x: 0, y: 0, width: 64, height: 64 },
  outline: [],
  source: 'pixels',
  tinted: false,
  notes: [],
};

/** A network that answers every image with the same numbers. */
function networkOf(size: number, outputShape: readonly [number, number, number], answer: number[]) {
  return {
    inputShape: [size, size, 1] as const,
    outputs: outputShape[2],
    outputShape,
    batchSize: 1,
    gradientBatchSize: 1,
    forward: () => Promise.resolve(Float32Array.from(answer)),
    inputGradient: () => Promise.reject(new Error('not needed')),
    dispose: () => undefined,
  };
}

function classifier(isA4C: boolean): Model {
  const { input, architecture } = viewClassifierManifest;
  const logits = isA4C ? [4, -4, -4] : [-4, 4, -4];
  return {
    manifest: viewClassifierManifest,
    graph: buildGraph(architecture),
    network: networkOf(input.size, [1, 1, 3], logits),
    dispose: () => undefined,
  };
}

/** Sees background alone. */
function blindSegmentation(): ConfirmingModel {
  const { input, structures, provenance } = segmentationFixtureManifest;
  const background = Array.from({ length: 16 }, () => structures.map((_, i) => (i === 0 ? 9 : 0)));
  return {
    network: networkOf(input.size, [4, 4, structures.length], background.flat()),
    manifest: {
      ...{ structures, input, quality: {} },
      provenance: { ...provenance, simulated: false },
    },
  };
}

async function check(isA4C: boolean, segmentation?: ConfirmingModel) {
  const sizes: number[] = [];
  let asked = 0;
  const view = await checkView(
    {
      classifier: classifier(isA4C),
      segmentation: () => {
        asked++;
        return segmentation;
      },
    },
    sector,
    ({ size, channels }: FrameFormat) => {
      sizes.push(size);
      return [{ size, channels, data: new Float32Array(size * size * channels) }];
    },
  );
  return { view, sizes, asked };
}

describe('checking the view of a clip', () => {
  it('asks for outlines where the classifier accepts it, each network for images of its own size', async () => {
    const { view, sizes } = await check(true, blindSegmentation());
    expect(view).toMatchObject({ accepted: false, missing: 'ventricle' });
    expect(sizes).toEqual([
      viewClassifierManifest.input.size,
      segmentationFixtureManifest.input.size,
    ]);
  });

  it('leaves it to the classifier where there are no outlines', async () => {
    const { view, asked } = await check(true);
    expect(view).toMatchObject({ view: 'A4C', accepted: true });
    expect(asked).toBe(1);
  });

  it('does not ask for outlines where the classifier refuses it', async () => {
    const { view, asked } = await check(false, blindSegmentation());
    expect(view).toMatchObject({ view: 'other', accepted: false });
    expect(asked).toBe(0);
  });
});
