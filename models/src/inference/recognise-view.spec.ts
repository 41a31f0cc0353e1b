import { describe, expect, it } from '@jest/globals';
import type { Sector } from '../image/sector';
import { type ImageTurn, turnImage } from '../image/image-turn';
import type { Model } from '../model/load-model';
import { buildGraph } from '../network/architecture';
import { viewClassifierManifest } from '../testing/view-classifier-fixture';
import { recogniseView, turnNote } from './recognise-view';

const { size } = viewClassifierManifest.input;

/** An image that is bright in its lower right quarter alone, as the classifier below expects it. */
const expected = Float32Array.from({ length: size * size }, (_, i) =>
  Number(i % size >= size / 2 && Math.floor(i / size) >= size / 2),
);

/** Sure of an A4C where the lower right quarter is the brightest, and sure of another view elsewhere. */
function classifier(tellsMirrored: boolean, logit = 4): { model: Model; asked: () => number } {
  let asked = 0;
  const network = {
    inputShape: [size, size, 1] as const,
    outputs: 3,
    outputShape: [1, 1, 3] as const,
    batchSize: 4,
    gradientBatchSize: 1,
    forward(images: Float32Array) {
      asked++;
      const length = size * size;
      const logits = Array.from({ length: images.length / length }, (_, n) => {
        const isA4C = images.subarray(n * length, (n + 1) * length).at(-1)! > 0.5;
        return [isA4C ? logit : -logit, isA4C ? -logit : logit, -logit];
      });
      return Promise.resolve(Float32Array.from(logits.flat()));
    },
    inputGradient: () => Promise.reject(new Error('not needed')),
    dispose: () => undefined,
  };
  const model: Model = {
    manifest: { ...viewClassifierManifest, tellsMirrored },
    graph: buildGraph(viewClassifierManifest.architecture),
    network,
    dispose: () => undefined,
  };
  return { model, asked: () => asked };
}

const sectorOf = (probe?: Sector['probe']): Sector => ({
  Rows: size,
  Columns: size,
  crop: { x: 0, y: 0, width: size, height: size },
  outline: [],
  source: 'pixels',
  tinted: false,
  notes: [],
  ...(probe && { probe }),
});

/** Recognises a clip of one frame that lies turned. */
function recognise(lies: ImageTurn, probe?: Sector['probe'], tellsMirrored = true, logit?: number) {
  const { model, asked } = classifier(tellsMirrored, logit);
  const frame = turnImage(expected, size, lies);
  const found = recogniseView(model, sectorOf(probe), ({ turn }) => [
    { size, channels: 1, data: turnImage(frame, size, turn) },
  ]);
  return found.then((view) => ({ ...view, asked: asked() }));
}

const upright = { upsideDown: false, mirrored: false };

describe('recognising a view', () => {
  it('asks once about a clip that lies as it should', async () => {
    const { view, turn, asked } = await recognise(upright, 'top');
    expect([view, turn, asked]).toEqual(['A4C', undefined, 1]);
  });

  it.each<[string, ImageTurn, Sector['probe'], number]>([
    ['with the probe below', { upsideDown: true, mirrored: false }, 'bottom', 1],
    ['mirrored', { upsideDown: false, mirrored: true }, 'top', 2],
    ['rotated by half a turn', { upsideDown: true, mirrored: true }, 'bottom', 2],
    [
      'upside down in a sector of unknown shape',
      { upsideDown: true, mirrored: false },
      undefined,
      4,
    ],
  ])('turns a clip that lies %s', async (_, lies, probe, times) => {
    const { view, accepted, turn, asked } = await recognise(lies, probe);
    expect([view, accepted, turn, asked]).toEqual(['A4C', true, lies, times]);
  });

  it('does not turn a sector upside down whose probe is above', async () => {
    const { view, turn } = await recognise({ upsideDown: true, mirrored: false }, 'top');
    expect([view, turn]).toEqual(['other', undefined]);
  });

  it('asks for more certainty of a mirrored clip, which is rarer than a mistaken view', async () => {
    const mirrored = { ...upright, mirrored: true };
    // The fixture accepts from a probability of 0.5 on, so mirrored ones from odds of 20.
    const unsure = await recognise(mirrored, 'top', true, 2.9);
    expect([unsure.accepted, unsure.turn]).toEqual([false, undefined]);
    const sure = await recognise(mirrored, 'top', true, 3.1);
    expect([sure.accepted, sure.turn]).toEqual([true, mirrored]);
    expect(sure.threshold).toBeCloseTo(20 / 21, 9);
    expect((await recognise(upright, 'top', true, 0.1)).accepted).toBe(true);
  });

  it('leaves mirrored what the classifier does not tell from the usual', async () => {
    const { accepted, asked } = await recognise({ ...upright, mirrored: true }, 'top', false);
    expect([accepted, asked]).toEqual([false, 1]);
  });
});

describe('the note on how a clip was turned', () => {
  it('says how it lies, and nothing of a clip that lies as usual', () => {
    expect(turnNote(undefined)).toBeUndefined();
    expect(turnNote(upright)).toBeUndefined();
    expect(turnNote({ upsideDown: true, mirrored: true })).toBe(
      'The clip lies upside down and mirrored; it was turned before it was read.',
    );
  });
});
