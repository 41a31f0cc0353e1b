import { describe, expect, it } from '@jest/globals';
import type { Sector } from '../image/sector';
import { exampleGrid, exampleHeart, heartFields } from '../measures/heart-fixture';
import type { Network } from '../network/network';
import { segmentationFixtureManifest } from '../testing/segmentation-fixture';
import { confirmView } from './confirm-view';
import type { RecognisedView } from './recognise-view';

const { columns: size } = exampleGrid;
const { structures, input, provenance } = segmentationFixtureManifest;

const accepted: RecognisedView = {
  view: 'A4C',
  accepted: true,
  probability: 0.9,
  threshold: 0.5,
  probabilities: { A4C: 0.9, other: 0.1, unusable: 0 },
};

const sector: Sector = {
  Rows: size,
  Columns: size,
  crop: { x: 0, y: 0, width: size, height: size },
  outline: [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: size, y: size },
    { x: 0, y: size },
  ],
  source: 'pixels',
  tinted: false,
  notes: [],
};

/** Draws a heart in every image; without its atrium where asked to. */
function drawing(hasAtrium: boolean) {
  let images = 0;
  const heart = heartFields(exampleHeart);
  const network: Network = {
    inputShape: [size, size, 1],
    outputs: structures.length,
    outputShape: [size, size, structures.length],
    batchSize: 4,
    gradientBatchSize: 1,
    forward(greyValues) {
      const count = greyValues.length / size ** 2;
      images += count;
      const pixels = Array.from({ length: size ** 2 }, (_, i) => [
        0,
        heart.LV!.values[i],
        heart.LVWall!.values[i],
        hasAtrium ? heart.LA!.values[i] : -9,
      ]).flat();
      return Promise.resolve(Float32Array.from(Array.from({ length: count }, () => pixels).flat()));
    },
    inputGradient: () => Promise.reject(new Error('not needed')),
    dispose: () => undefined,
  };
  const manifest = {
    structures,
    input: { ...input, size },
    quality: {},
    provenance: { ...provenance, simulated: false },
  };
  return { model: { network, manifest }, images: () => images };
}

const turnsAsked: Sector['turn'][] = [];

function imagesOf({ turn }: Sector) {
  turnsAsked.push(turn);
  const data = Float32Array.from({ length: size ** 2 }, (_, i) => (i % 7) / 7);
  return [0, 1].map(() => ({ size, channels: 1 as const, data }));
}

describe('a second opinion on a view', () => {
  it('leaves what shows the outlines of the view', async () => {
    const { model, images } = drawing(true);
    expect(await confirmView(accepted, model, sector, imagesOf)).toBe(accepted);
    expect(images()).toBe(2);
  });

  it('refuses what does not, and says what is missing', async () => {
    const { model } = drawing(false);
    expect(await confirmView(accepted, model, sector, imagesOf)).toEqual({
      ...accepted,
      view: 'uncertain',
      accepted: false,
      missing: 'atrium',
    });
  });

  it('refuses a narrow sector that cuts the walls off', async () => {
    const outline = sector.outline.map(({ x, y }) => ({ x: Math.min(x, size / 2), y }));
    const narrow = { ...sector, outline, openingAngle: 0.8 };
    expect(await confirmView(accepted, drawing(true).model, narrow, imagesOf)).toMatchObject({
      accepted: false,
      missing: 'walls in the sector',
    });
  });

  it('looks at the images as the view was recognised', async () => {
    const turn = { upsideDown: false, mirrored: true };
    await confirmView({ ...accepted, turn }, drawing(true).model, sector, imagesOf);
    expect(turnsAsked.at(-1)).toEqual(turn);
  });

  it('is not asked for where the classifier does not accept the clip', async () => {
    const { model, images } = drawing(false);
    const refused = { ...accepted, accepted: false };
    expect(await confirmView(refused, model, sector, imagesOf)).toBe(refused);
    expect(images()).toBe(0);
  });

  it.each([
    ['learned from simulated hearts', { provenance: { ...provenance, simulated: true } }],
    ['learned from another view', { input: { ...input, size, view: 'A2C' } }],
    ['delineates the ventricle alone', { structures: ['background', 'LV'] as const }],
  ])('is not that of a network that %s', async (_, manifest) => {
    const { model, images } = drawing(false);
    const other = { ...model, manifest: { ...model.manifest, ...manifest } };
    expect(await confirmView(accepted, other, sector, imagesOf)).toBe(accepted);
    expect(images()).toBe(0);
  });
});
