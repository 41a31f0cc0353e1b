import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Sector } from '@echonet/models';
import { writeCine } from '@echonet/dicom/node';
import { niftiFile, type NiftiFixture } from '../../data/sources/nifti/nifti-fixture';
import { openImages } from './open-images';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-images-'));
afterAll(() => rmSync(directory, { recursive: true }));

const sector: Sector = {
  Rows: 80,
  Columns: 70,
  crop: { x: 0, y: 0, width: 80, height: 80 },
  outline: [],
  source: 'pixels',
  tinted: false,
  notes: [],
};

function nifti(changes: Partial<NiftiFixture> = {}): string {
  const file = path.join(directory, 'x.nii');
  const values = Uint8Array.from({ length: 70 * 80 * 3 }, (_, i) => i % 251);
  writeFileSync(file, niftiFile({ shape: [70, 80, 3], values, spacing: [0.5, 0.8], ...changes }));
  return file;
}

async function cine(attributes: object, frameCount: number): Promise<string> {
  const file = path.join(directory, 'x.dcm');
  await writeCine(file, {
    ...{ Rows: 80, Columns: 70, samplesPerPixel: 1, transferSyntax: 'explicit-little-endian' },
    frames: Array.from({ length: frameCount }, () => new Uint8Array(80 * 70)),
    attributes: { SOPInstanceUID: '1.2.3', Modality: 'US', FrameTime: 20, ...attributes },
  });
  return file;
}

describe('openImages', () => {
  it('reads the frames of NIfTI with the first axis across the image', async () => {
    const images = await openImages(nifti());
    const { data, ...size } = await images.frame(1);
    expect(size).toEqual({ Rows: 80, Columns: 70, channels: 1 });
    expect(data[1]).toBe((70 * 80 + 1) % 251);
    expect(images.scale(sector)).toEqual({
      scale: { mmPerPixelX: 0.5, mmPerPixelY: 0.8 },
      notes: [],
    });
    expect(images.times.timesMs).toHaveLength(3);
    expect(images.notes).toEqual([
      expect.stringMatching(/not square \(0.5 x 0.8 mm\)/),
      expect.stringMatching(/30 frames a second assumed/),
    ]);
  });

  it('does not stretch frames as nobody makes pixels', async () => {
    expect((await openImages(nifti())).pixelAspect).toBeCloseTo(1.6, 5);
    expect((await openImages(nifti({ spacing: [1e-6, 0.8] }))).pixelAspect).toBe(1);
  });

  it('does not trust a scale that shows no heart', async () => {
    const scaleOf = async (...spacing: [number, number]) =>
      (await openImages(nifti({ spacing }))).scale(sector);
    expect(await scaleOf(0.2, 0.2)).toEqual({ notes: [expect.stringMatching(/depth of 16 mm/)] });
    for (const spacing of [
      [9, 9],
      [1e-6, 0.8],
      [0.8, 9],
      [0.1, 0.8],
    ] as const) {
      const [x, y] = spacing;
      expect(await scaleOf(x, y)).toEqual({
        notes: [expect.stringContaining(`${x.toPrecision(1)} x ${y} mm a pixel is no`)],
      });
    }
    const unset = (await openImages(nifti({ spacing: [1, 1], units: 0 }))).scale(sector);
    expect(unset.notes).toEqual([expect.stringMatching(/does not say/)]);
  });

  it('names a grey value that is none, and the file that is damaged', async () => {
    const values = Array.from({ length: 70 * 80 }, () => 300);
    const images = await openImages(nifti({ shape: [70, 80], values, datatype: 4 }));
    await expect(images.frame(0)).rejects.toThrow('x.nii has a grey value of 300');
    writeFileSync(path.join(directory, 'y.nii.gz'), 'none');
    await expect(openImages(path.join(directory, 'y.nii.gz'))).rejects.toThrow(/not compressed/);
  });

  it('takes heart rate and R waves from the header, and stills', async () => {
    const header = { HeartRate: 70, RWaveTimeVector: [0, 210] };
    const images = await openImages(await cine(header, 12));
    expect(images).toMatchObject({ heartRate: 70, times: { rWavesMs: [0, 210] } });
    const still = await openImages(await cine({}, 1));
    expect(still.times.timesMs).toEqual([0]);
  });

  it('turns away what the header says is no B-mode image', async () => {
    const doppler = await cine({ ImageType: ['ORIGINAL', 'PRIMARY', 'TTE', '0010'] }, 1);
    await expect(openImages(doppler)).rejects.toThrow(/colour Doppler/);
  });
});
