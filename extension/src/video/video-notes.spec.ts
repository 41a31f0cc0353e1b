import { describe, expect, it } from '@jest/globals';
import type { FrameTimes } from '@echonet/dicom';
import { videoNotes } from './video-notes';

const every = (ms: number, count: number) => Array.from({ length: count }, (_, i) => i * ms);

const stream = (ms: number, count: number, isLonger = false) => ({
  frames: every(0, count).map(() => new Uint8Array()),
  timesMs: every(ms, count),
  isLonger,
});

const header = (ms: number, count: number, source: FrameTimes['source'] = 'FrameTime') =>
  ({ timesMs: every(ms, count), source, notes: [] }) as FrameTimes;

describe('videoNotes', () => {
  it('are none where stream and header agree but for rounding', () => {
    expect(videoNotes(stream(1000 / 30, 30), 30, header(33, 30))).toEqual([]);
  });

  it('say both intervals where they differ, and which one is used', () => {
    expect(videoNotes(stream(40, 30), 30, header(1000 / 30, 30, 'assumed'))).toEqual([
      'The video shows a frame every 40.0 ms, the header says 33.3 ms (assumed), which is used.',
    ]);
    expect(videoNotes(stream(16.7, 30), 30, header(33.4, 30))).toEqual([
      'The video shows a frame every 16.7 ms, the header says 33.4 ms, which is used.',
    ]);
  });

  it('say both counts of frames where they differ', () => {
    expect(videoNotes(stream(40, 29), 30, header(40, 30))).toEqual([
      'The video holds 29 frames, the header says 30.',
    ]);
    expect(videoNotes(stream(40, 30, true), 30, header(40, 30))).toEqual([
      'The video holds more than 30 frames, the header says 30.',
    ]);
  });

  it('leave times out without a header, and for a single frame', () => {
    expect(videoNotes(stream(40, 30), 30, undefined)).toEqual([]);
    expect(videoNotes(stream(40, 1), 1, header(33, 1))).toEqual([]);
  });
});
