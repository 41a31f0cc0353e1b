import { describe, expect, it } from '@jest/globals';
import { drawStructureEpoch, labelledFrameIndices, type LabelledFrame } from './draw-structures';

const images = (name: string) => ({
  framesFile: name,
  framesOffset: 0,
  frameCount: 4,
  maskFile: name,
  maskOffset: 0,
});

const frames = (count: number, set: number): LabelledFrame[] =>
  Array.from({ length: count }, (_, frameIndex) => ({ images: images(`${set}`), frameIndex, set }));

describe('drawStructureEpoch', () => {
  const settings = { seed: 1, epoch: 3, steps: 50, batchSize: 8 };

  it('draws the same for the same seed and epoch and otherwise for another epoch', () => {
    const sources = [{ frames: frames(10, 0), share: 1 }];
    const first = drawStructureEpoch(sources, settings);
    expect(drawStructureEpoch(sources, settings)).toEqual(first);
    expect(drawStructureEpoch(sources, { ...settings, epoch: 4 })).not.toEqual(first);
  });

  it('draws data sets by their shares and every frame of a set equally often', () => {
    const sources = [
      { frames: frames(10, 0), share: 3 },
      { frames: frames(1000, 1), share: 1 },
    ];
    const draws = drawStructureEpoch(sources, settings).flat();
    expect(draws).toHaveLength(400);
    const ofFirst = draws.filter(({ set }) => set === 0);
    expect(ofFirst.length / 400).toBeGreaterThan(0.68);
    expect(ofFirst.length / 400).toBeLessThan(0.82);
    const counts = Array.from(
      { length: 10 },
      (_, frame) => ofFirst.filter(({ frameIndex }) => frameIndex === frame).length,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('augments every image otherwise', () => {
    const draws = drawStructureEpoch([{ frames: frames(3, 0), share: 1 }], settings).flat();
    expect(new Set(draws.map(({ augmentation }) => augmentation)).size).toBe(draws.length);
  });
});

describe('labelledFrameIndices', () => {
  it('lists the frames whose structures are known', () => {
    expect(labelledFrameIndices(images('a'))).toEqual([]);
    expect(labelledFrameIndices({ ...images('a'), structuresFile: 's' })).toEqual([0, 1, 2, 3]);
    const some = { ...images('a'), structuresFile: 's', labelledFrames: [2] };
    expect(labelledFrameIndices(some)).toEqual([2]);
  });
});
