import { describe, expect, it } from '@jest/globals';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { Augmentation, EchoAugmentation } from './augmentation';
import { drawEpoch, evenFrames } from './draw-frames';

const clips: CohortClip[] = Array.from({ length: 50 }, (_, index) => ({
  patientId: `p${index}`,
  clipId: `c${index}`,
  view: 'A4C',
  labels: {},
  labelledFrames: [],
  images: { framesFile: '', framesOffset: 0, frameCount: 20, maskFile: '', maskOffset: 0 },
}));
const settings = {
  seed: 1,
  epoch: 0,
  batchSize: 24,
  framesPerClip: 1,
  limits: { rotationDegrees: 20, brightness: 0.1 },
};

describe('drawEpoch', () => {
  it('depends on seed and epoch alone', () => {
    expect(drawEpoch(clips, settings)).toEqual(drawEpoch(clips, settings));
    expect(drawEpoch(clips, { ...settings, epoch: 1 })).not.toEqual(drawEpoch(clips, settings));
    expect(drawEpoch(clips, { ...settings, seed: 2 })).not.toEqual(drawEpoch(clips, settings));
  });

  it('draws full batches with `framesPerClip` frames of each clip', () => {
    const batches = drawEpoch(clips, { ...settings, framesPerClip: 12 });
    expect(batches.map(({ length }) => length)).toEqual(new Array(25).fill(24));
    const ofFirst = batches.flat().filter(({ clip }) => clip === clips[0]);
    expect(ofFirst).toHaveLength(12);
  });

  it('stays within the limits of augmentation and the frames of the clip', () => {
    for (const { frameIndex, augmentation } of drawEpoch(clips, settings).flat()) {
      expect(frameIndex).toBeLessThan(20);
      const { rotationDegrees, brightness } = augmentation as Augmentation;
      expect(Math.abs(rotationDegrees)).toBeLessThanOrEqual(20);
      expect(Math.abs(brightness)).toBeLessThanOrEqual(0.1);
    }
  });

  it('draws another change for every frame where echoes are to vary as in clinics', () => {
    const echo = { ...settings, limits: { ...settings.limits, augmentation: 'echo' as const } };
    const keys = [0, 1].flatMap((epoch) =>
      drawEpoch(clips, { ...echo, epoch })
        .flat()
        .map(({ augmentation }) => (augmentation as EchoAugmentation).key),
    );
    expect(keys.length).toBe(96);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('mixes the shares of further clips among the own, each clip as often as the others', () => {
    const further = [
      {
        clips: clips.slice(0, 7).map((clip) => ({ ...clip, clipId: `a-${clip.clipId}` })),
        share: 0.5,
      },
      {
        clips: clips.slice(0, 40).map((clip) => ({ ...clip, clipId: `b-${clip.clipId}` })),
        share: 1,
      },
    ];
    const batches = drawEpoch(clips, { ...settings, batchSize: 25, further });
    const drawn = batches.flat().map(({ clip }) => clip.clipId);
    const from = (start: string) => drawn.filter((id) => id.startsWith(start));
    expect([from('c').length, from('a').length, from('b').length]).toEqual([50, 25, 50]);
    const counts = further[0].clips.map(({ clipId }) => drawn.filter((id) => id === clipId).length);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 4]);
    // That chance puts 25 of one set together is all but impossible.
    for (const batch of batches) {
      expect(new Set(batch.map(({ clip }) => clip.clipId[0])).size).toBeGreaterThan(1);
    }
    expect(drawEpoch(clips, { ...settings, further: [] })).toEqual(drawEpoch(clips, settings));
  });

  it('makes one batch of clips fewer than the batch size', () => {
    expect(drawEpoch(clips.slice(0, 5), settings).map(({ length }) => length)).toEqual([5]);
  });
});

describe('evenFrames', () => {
  it('spaces frames evenly and takes all frames of a short clip', () => {
    const frames = (count: number) =>
      evenFrames(clips.slice(0, 1), count).map(({ frameIndex }) => frameIndex);
    expect(frames(5)).toEqual([2, 6, 10, 14, 18]);
    expect(frames(30)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
});
