import { describe, expect, it } from '@jest/globals';
import { locateSector, type ClipRefusal } from '@echonet/models/image';
import { viewClassOf } from '@echonet/models/tasks';
import { drawView } from './draw-view';
import { paintSweep, type Sweep } from './sweep';
import type { ViewClip } from './view-clip';
import { simulateView } from './simulate-view';

const format = { Rows: 120, Columns: 160, frameCount: 2, frameTimeMs: 200 };
const clipOf = (index: number): ViewClip => ({ seed: 3, index, format });
const drawn = Array.from({ length: 300 }, (_, index) => drawView(clipOf(index)));

/** The first clip with a name. */
const firstOf = (name: string): ViewClip =>
  clipOf(drawn.findIndex((view) => view.name === `not usable: ${name}`));

function sectorOf(frames: readonly Uint8Array[], channels: 1 | 3) {
  const { Rows, Columns } = format;
  return locateSector(
    frames.map((data) => ({ Rows, Columns, channels, data })),
    [],
  );
}

/** Fraction of the pixels that differ between two frames. */
const changed = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Number(value !== b[i]), 0) / a.length;

describe('a view cohort', () => {
  it('has a third of each class, with names that map to it', () => {
    for (const viewClass of ['A4C', 'other', 'unusable'] as const) {
      const own = drawn.filter((view) => view.class === viewClass);
      expect(own).toHaveLength(100);
      for (const { name } of own) {
        expect(viewClassOf(name)).toBe(viewClass);
      }
    }
    // Eight other planes of the heart, ten non-cardiac subjects and three other modes.
    expect(new Set(drawn.map(({ name }) => name)).size).toBe(1 + 8 + 10 + 3);
  });

  it('has the same clip for the same seed and index, and another for another', () => {
    const clip = { ...firstOf('kidney'), format: { ...format, frameCount: 1 } };
    const { frames } = simulateView(clip);
    expect(simulateView(clip).frames).toEqual(frames);
    expect(simulateView({ ...clip, seed: 4 }).frames).not.toEqual(frames);
  });

  it.each(['M-mode', 'spectral Doppler', 'carotid', 'liver'])(
    'has clips of %s that move and have a sector, so that a classifier must reject them',
    (name) => {
      const { frames } = simulateView(firstOf(name), 1);
      expect(changed(frames[0], frames[1])).toBeGreaterThan(0.02);
      expect(sectorOf(frames, 1).outline.length).toBeGreaterThan(2);
    },
  );

  it('shows flow in colours that the colour rule rejects, unless the screen is grey', () => {
    const flows = drawn.flatMap(({ mode }, index) => (mode === 'colour Doppler' ? [index] : []));
    const refusals = flows.slice(0, 3).filter((index) => {
      try {
        sectorOf(simulateView(clipOf(index), 3).frames, 3);
        return false;
      } catch (error) {
        expect((error as ClipRefusal).reason).toMatch(/colour Doppler/);
        return true;
      }
    });
    // A moment without flow in a small box can pass.
    expect(refusals.length).toBeGreaterThanOrEqual(2);
    const grey = simulateView(clipOf(flows[0]));
    expect(grey.samplesPerPixel).toBe(1);
    expect(sectorOf(grey.frames, 1).outline.length).toBeGreaterThan(2);
  });
});

describe('a sweep', () => {
  const Columns = 100;
  const sweepOf = (scrolls: boolean): Sweep => ({
    box: [0, 0, Columns, 4],
    spanMs: 1000,
    scrolls,
    // A bright second every other second.
    columnAt: (timeMs) => new Uint8Array(4).fill(Math.floor(timeMs / 1000) % 2 === 0 ? 200 : 50),
  });
  const rowAt = (sweep: Sweep, nowMs: number): number[] => {
    const screen = { Rows: 10, Columns, samplesPerPixel: 1 as const, data: new Uint8Array(1000) };
    paintSweep(screen, sweep, nowMs);
    return [...screen.data.subarray(0, Columns)];
  };

  it('that scrolls has now at its right end', () => {
    const row = rowAt(sweepOf(true), 2300);
    expect(row.filter((grey) => grey === 200)).toHaveLength(30);
    expect([row[0], row[Columns - 1]]).toEqual([50, 200]);
  });

  it('that stands has now before a gap, and older columns after it', () => {
    const row = rowAt(sweepOf(false), 2300);
    expect(row.slice(0, 30).every((grey) => grey === 200)).toBe(true);
    expect(row.slice(30, 32).every((grey) => grey === 0)).toBe(true);
    expect(row.slice(33).every((grey) => grey === 50)).toBe(true);
  });
});
