import { describe, expect, it } from '@jest/globals';
import { frameTimes, readClipHeader } from '@echonet/dicom';
import { sampleFrames } from '@echonet/models/sampling';
import { asCine, machineFrameTimeMs, simulateCine } from '@echonet/phantom';
import { gatherPhantoms } from './gather-phantoms';

const sampling = { frameIntervalMs: 100, frameCount: 3 };

describe('gatherPhantoms', () => {
  it('simulates each clip at the frame rate of its machine, long enough to be sampled', () => {
    const { candidates } = gatherPhantoms(
      {
        patients: 4,
        seed: 3,
        leadShare: 0,
        views: ['A4C'],
        clipsPerView: 1,
        format: { Rows: 60, Columns: 80, frameCount: 1, frameTimeMs: 1 },
      },
      sampling,
    );
    const clips = candidates.map(({ origin }) => origin.format === 'phantom' && origin.clip);
    const times = clips.map((clip) => clip && clip.format.frameTimeMs);
    expect(new Set(times).size).toBe(4);
    for (const clip of clips) {
      if (!clip) {
        throw new Error('The cohort has a clip that is no phantom.');
      }
      const { format } = clip;
      expect(format.frameTimeMs).toBeCloseTo(machineFrameTimeMs(clip), 2);
      expect(format.frameTimeMs).toBeLessThan(50);
      const header = readClipHeader(asCine(simulateCine(clip), format).instance);
      expect(header.NumberOfFrames).toBe(format.frameCount);
      const { frameIndices } = sampleFrames(frameTimes(header), sampling);
      expect(frameIndices).toHaveLength(3);
      expect(frameIndices.at(-1)! * format.frameTimeMs).toBeGreaterThan(180);
    }
  });
});
