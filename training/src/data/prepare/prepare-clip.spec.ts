import { describe, expect, it } from '@jest/globals';
import { physicalScale, readClipHeader } from '@echonet/dicom';
import type { Cine } from '@echonet/dicom/node';
import { type FramePixels, locateSector } from '@echonet/models/image';
import { asCine, simulateCine } from '@echonet/phantom';
import { movingImageOf, prepareClip } from './prepare-clip';

const format = { Rows: 180, Columns: 240, frameCount: 2, frameTimeMs: 100 };
const input = { size: 80, channels: 1, frameIntervalMs: 100, frameCount: 2 };
const clip = { seed: 1, index: 0, leadShare: 0, view: 'A4C', take: 0, format } as const;
const cine = asCine(simulateCine(clip), format);

/** The cine with other attributes of its region. */
function withRegion(change: Readonly<Record<string, number>>): Cine {
  const regions = cine.instance['SequenceOfUltrasoundRegions'] as Record<string, unknown>[];
  const changed = regions.map((region) => ({ ...region, ...change }));
  return { ...cine, instance: { ...cine.instance, SequenceOfUltrasoundRegions: changed } };
}

const scaleOf = async (changed: Cine) =>
  (await prepareClip(movingImageOf(changed), input)).facts?.mmPerPixel;

describe('the scale of a prepared DICOM clip', () => {
  it('is that which the viewer measures contours with', async () => {
    const header = readClipHeader(cine.instance);
    const sector = locateSector(
      [await cine.frame(0), await cine.frame(1)],
      header.SequenceOfUltrasoundRegions,
    );
    const { scale } = physicalScale(header, sector);
    expect(await scaleOf(cine)).toBeCloseTo((scale!.x * sector.crop.width) / input.size, 4);
  });

  it('is unknown where the viewer does not trust the header', async () => {
    expect(await scaleOf(withRegion({ PhysicalUnitsXDirection: 4 }))).toBeUndefined();
    expect(await scaleOf(withRegion({ PhysicalDeltaX: 4, PhysicalDeltaY: 4 }))).toBeUndefined();
  });
});

describe('a clip whose pixels are not square', () => {
  it('becomes the image of the patient that square pixels give, with its scale', async () => {
    const square = await prepareClip(movingImageOf(cine), input);
    const [region] = readClipHeader(cine.instance).SequenceOfUltrasoundRegions;
    const rows = 0.8 * format.Rows;
    const flat: Cine = {
      ...withRegion({
        PhysicalDeltaY: region.PhysicalDeltaY! / 0.8,
        RegionLocationMinY0: Math.round(0.8 * region.RegionLocationMinY0),
        RegionLocationMaxY1: Math.round(0.8 * (region.RegionLocationMaxY1 + 1)) - 1,
      }),
      frame: async (index) => withRows(await cine.frame(index), rows),
    };
    const { frames, facts } = await prepareClip(
      movingImageOf({ ...flat, instance: { ...flat.instance, Rows: rows } }),
      input,
    );
    const difference = frames.reduce((sum, grey, i) => sum + Math.abs(grey - square.frames[i]), 0);
    expect(difference / frames.length).toBeLessThan(4);
    expect(facts!.mmPerPixel! / square.facts!.mmPerPixel!).toBeCloseTo(1, 1);
  });
});

/** The frame with fewer rows, the nearest each. */
function withRows(frame: FramePixels, Rows: number): FramePixels {
  const stride = frame.Columns * frame.channels;
  const data = new Uint8Array(Rows * stride);
  for (let row = 0; row < Rows; row++) {
    const from = Math.floor(((row + 0.5) * frame.Rows) / Rows) * stride;
    data.set(frame.data.subarray(from, from + stride), row * stride);
  }
  return { ...frame, Rows, data };
}
