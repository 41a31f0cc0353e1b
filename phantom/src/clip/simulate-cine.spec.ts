import { describe, expect, it } from '@jest/globals';
import { assessClip, readClipHeader, viewOf } from '@echonet/dicom';
import { locateSector } from '@echonet/models/image';
import { phantomViewNames, type PhantomClip } from './phantom-clip';
import { asCine, simulateCine } from './simulate-cine';
import { structureNames } from './structure-names';
import { pixelCentres } from './structures';

const format = { Rows: 180, Columns: 240, frameCount: 1, frameTimeMs: 100 };
const twoFrames = { ...format, frameCount: 2 };
const clipOf = (change: Partial<PhantomClip>): PhantomClip => ({
  seed: 1,
  index: 0,
  leadShare: 0,
  view: 'A4C',
  take: 0,
  format,
  ...change,
});

describe('simulateCine', () => {
  it('returns an eligible cine of every view, with sector and view in the header', async () => {
    for (const view of phantomViewNames) {
      const cine = asCine(simulateCine(clipOf({ view, format: twoFrames })), twoFrames);
      const header = readClipHeader(cine.instance);
      expect({ view, eligible: assessClip(header).eligible }).toEqual({ view, eligible: true });
      // CID 12226 has no code for the five-chamber view.
      expect(viewOf(cine.instance)).toBe(view === 'A5C' ? undefined : view);
      const sector = locateSector(
        [await cine.frame(0), await cine.frame(1)],
        header.SequenceOfUltrasoundRegions,
      );
      expect({ view, source: sector.source }).toEqual({ view, source: 'region' });
    }
  });

  it('returns the same clip again, and another for another take, view or patient', () => {
    const { frames, attributes } = simulateCine(clipOf({}));
    const again = simulateCine(clipOf({}));
    expect(again.frames.every((frame, i) => Buffer.from(frame).equals(frames[i]))).toBe(true);
    expect(again.attributes).toEqual(attributes);
    for (const change of [{ take: 1 }, { view: 'A2C' as const }, { index: 1 }, { seed: 2 }]) {
      const other = simulateCine(clipOf(change)).frames[0];
      expect(Buffer.from(other).equals(frames[0])).toBe(false);
    }
  });

  it('states the pixel spacing and the position of the probe', () => {
    const { attributes } = simulateCine(clipOf({}));
    const [region] = attributes.SequenceOfUltrasoundRegions as Record<string, number>[];
    const depthCm =
      (region.RegionLocationMaxY1 - region.RegionLocationMinY0) * region.PhysicalDeltaY;
    expect(depthCm).toBeGreaterThan(9);
    expect(depthCm).toBeLessThan(25);
    expect(region.PhysicalDeltaX).toBe(region.PhysicalDeltaY);
    expect(region.ReferencePixelY0).toBe(0);
  });

  it('returns the structure under each pixel: all chambers in A4C, a lead where there is one', () => {
    const points = pixelCentres(format.Rows, format.Columns);
    const seen = (clip: PhantomClip) => {
      const { structures } = simulateCine(clip);
      return new Set(Array.from(structures(0, points), (code) => structureNames[code]));
    };
    const names = seen(clipOf({}));
    for (const name of ['LV', 'LVWall', 'LA', 'RV', 'RA']) {
      expect(names).toContain(name);
    }
    expect(names).not.toContain('lead');
    const withLead = [0, 1, 2].map((index) => seen(clipOf({ leadShare: 1, index })).has('lead'));
    expect(withLead).toContain(true);
  });

  it('varies a clip only where it is asked to, and then everything in it', () => {
    const [plain, varied] = [false, true].map((isVaried) =>
      simulateCine(clipOf({ index: 2, ...(isVaried && { varied: true }) })),
    );
    const depthOf = ({ attributes }: typeof plain) => {
      const [region] = attributes.SequenceOfUltrasoundRegions as Record<string, number>[];
      return region.PhysicalDeltaY;
    };
    expect(depthOf(varied)).not.toBe(depthOf(plain));
    const again = simulateCine(clipOf({ index: 2, varied: true }));
    expect(Buffer.from(again.frames[0]).equals(varied.frames[0])).toBe(true);
  });

  it('turns structures and header with a turned screen', () => {
    const points = pixelCentres(format.Rows, format.Columns);
    const turn = { mirrored: true, upsideDown: true };
    const [upright, turned] = [undefined, turn].map((look) =>
      simulateCine(clipOf({}), {}, (setting) => ({
        ...setting,
        ...(look && {
          look: { ...look, zoom: 1, marks: { calipers: [], texts: [], colour: [0, 0, 0] } },
        }),
      })),
    );
    const leftVentricle = structureNames.indexOf('LV');
    const centre = ({ structures }: typeof upright) => {
      const codes = structures(0, points);
      const inside = [...codes.keys()].filter((i) => codes[i] === leftVentricle);
      const mean = (axis: Float32Array) =>
        inside.reduce((sum, i) => sum + axis[i], 0) / inside.length;
      return [mean(points.x), mean(points.y)];
    };
    const [region] = turned.attributes.SequenceOfUltrasoundRegions as Record<string, number>[];
    const box = [
      region.RegionLocationMinX0 + region.RegionLocationMaxX1 + 1,
      region.RegionLocationMinY0 + region.RegionLocationMaxY1 + 1,
    ];
    const [before, after] = [centre(upright), centre(turned)];
    after.forEach((value, axis) => {
      expect(value).toBeCloseTo(box[axis] - before[axis], 3);
    });
    expect(region.ReferencePixelY0).toBeGreaterThan(100);
  });
});
