import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measureSegmentedClip } from '@echonet/models';
import { foundSegmentation, outlinedFrame } from './testing';
import { frameAt, plotAxes, volumePlot } from './volume-plot';

const timesMs = Array.from({ length: 40 }, (_, i) => 40 * i);
const box = { width: 300, height: 100, left: 30, right: 6, top: 10, bottom: 15 };

function contoursOf(unit: 'cm' | 'pixel', missing: readonly number[] = []) {
  const frames = timesMs.map((_, frame) =>
    missing.includes(frame) ? { reading: { reason: 'none' } } : outlinedFrame(frame, unit),
  );
  const scale = unit === 'cm' ? { mmPerPixelX: 2, mmPerPixelY: 2 } : undefined;
  const findings = measureSegmentedClip(foundSegmentation.manifest, { frames, timesMs, scale });
  return { frames, scale, findings, notes: [] };
}

describe('the volume curve', () => {
  it('has the volumes of the frames, ED and ES of the beats and the systoles between', () => {
    const plot = volumePlot(contoursOf('cm'), timesMs)!;
    expect(plot.unit).toBe('mL');
    expect(plot.points).toHaveLength(40);
    expect(plot.points[0].volume).toBeCloseTo((4 / 3) * Math.PI * 2 * 2 * 4, 6);
    expect(plot.lines).toHaveLength(1);
    expect(plot.marks.map(({ moment }) => moment)).toEqual(
      plot.systoles.flatMap(() => ['ED', 'ES']),
    );
    for (const [i, { fromMs, toMs }] of plot.systoles.entries()) {
      const [ed, es] = plot.marks.slice(2 * i, 2 * i + 2);
      expect([ed.timeMs, es.timeMs]).toEqual([fromMs, toMs]);
      expect(ed.volume).toBeGreaterThan(es.volume);
    }
  });

  it('is in per cent of the largest volume without a scale', () => {
    const { unit, points } = volumePlot(contoursOf('pixel'), timesMs)!;
    expect([unit, Math.max(...points.map(({ volume }) => volume))]).toEqual(['%', 100]);
  });

  it('is interrupted where frames have no LV, and has none of theirs', () => {
    const missing = Array.from({ length: 12 }, (_, i) => 12 + i);
    const { points, lines } = volumePlot(contoursOf('cm', missing), timesMs)!;
    expect(points.map(({ frame }) => frame)).toEqual(
      timesMs.map((_, frame) => frame).filter((frame) => !missing.includes(frame)),
    );
    expect(lines.length).toBeGreaterThan(1);
  });

  it('grows while frames are segmented, without marks', () => {
    const { frames, scale } = contoursOf('cm');
    const some = frames.map((frame, i) => (i === 7 ? frame : undefined));
    expect(volumePlot({ frames: some, scale, notes: [] }, timesMs)).toMatchObject({
      ...{ points: [{ frame: 7, timeMs: 280 }], lines: [], marks: [], systoles: [] },
    });
    const none = timesMs.map(() => undefined);
    expect(volumePlot({ frames: none, notes: [] }, timesMs)).toBeUndefined();
  });
});

describe('the axes of the volume curve', () => {
  it('hold every point, with two to five round ticks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 5000, noNaN: true }), (volume) => {
        const points = [{ frame: 0, timeMs: 0, volume }];
        const { x, y, ticks } = plotAxes({ points, lines: [] }, timesMs, box);
        expect([x(0), x(1560), y(0)]).toEqual([30, 294, 85]);
        expect(y(volume)).toBeGreaterThanOrEqual(box.top - 1e-9);
        expect(y(volume)).toBeLessThan(60);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(y(ticks[ticks.length - 1])).toBeCloseTo(box.top, 6);
      }),
    );
  });

  it('lead back from a position to the nearest frame', () => {
    const axes = plotAxes({ points: [], lines: [] }, timesMs, box);
    fc.assert(
      fc.property(fc.nat(39), fc.double({ min: -3, max: 3, noNaN: true }), (frame, shift) => {
        expect(frameAt(timesMs, axes.timeMsAt(axes.x(timesMs[frame]) + shift))).toBe(frame);
      }),
    );
    expect([frameAt(timesMs, -50), frameAt(timesMs, 9e9)]).toEqual([0, 39]);
  });

  it('stand for a single frame too', () => {
    const axes = plotAxes({ points: [{ frame: 0, timeMs: 0, volume: 80 }], lines: [] }, [0], box);
    expect([axes.x(0), axes.y(0)]).toEqual([30, 85]);
  });
});
