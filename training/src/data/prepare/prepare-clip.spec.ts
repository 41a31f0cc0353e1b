import { describe, expect, it } from '@jest/globals';
import { physicalScale, readClipHeader } from '@echonet/dicom';
import type { Cine } from '@echonet/dicom/node';
import { locateSector } from '@echonet/models';
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

  it('is unknown where the viewer does not trust the header, or pixels are not square', async () => {
    expect(await scaleOf(withRegion({ PhysicalUnitsXDirection: 4 }))).toBeUndefined();
    expect(await scaleOf(withRegion({ PhysicalDeltaX: 4, PhysicalDeltaY: 4 }))).toBeUndefined();
    const { PhysicalDeltaY } = readClipHeader(cine.instance).SequenceOfUltrasoundRegions[0];
    const flat = withRegion({ PhysicalDeltaX: 1.2 * PhysicalDeltaY! });
    expect(await scaleOf(flat)).toBeUndefined();
  });
});
