import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { implementationClassUid } from '@echonet/dicom';
import { encodeCine } from '@echonet/dicom/node';
import { encodePart10 } from '@echonet/dicom/part10';
import type { Cohort } from '../prepared/open-prepared';
import { fanImage, fixtureSize, heartMask } from '../sources/camus/camus-fixture';
import { niftiGzFile } from '../sources/nifti/nifti-fixture';
import { segmentationInstance } from '../sources/site-masks/segmentation-fixture';
import { gatherDicom } from './gather-dicom';
import { prepare } from './prepare';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-masks-'));
const clips = path.join(root, 'clips');
const masks = path.join(root, 'masks');
const { columns: Columns, rows: Rows } = fixtureSize;
const frameCount = 6;
const uidOf = (name: string) => `1.2.3.${name.charCodeAt(0)}`;
const input = { size: 80, channels: 1, frameIntervalMs: 100, frameCount: 2 };

/** A clip of its own patient, one frame in 50 ms. */
async function writeClip(name: string): Promise<void> {
  const frames = Array.from({ length: frameCount }, (_, index) => fanImage(`${name}/${index}`));
  const cine = await encodeCine({
    frames,
    Rows,
    Columns,
    samplesPerPixel: 1,
    transferSyntax: 'explicit-little-endian',
    attributes: {
      SOPInstanceUID: uidOf(name),
      StudyInstanceUID: `${uidOf(name)}.1`,
      SeriesInstanceUID: `${uidOf(name)}.2`,
      Modality: 'US',
      PatientID: `patient ${name}`,
      FrameTime: '50',
    },
  });
  writeFileSync(path.join(clips, `${name}.dcm`), cine);
}

const writeMask = (file: string, content: Uint8Array) =>
  writeFileSync(path.join(masks, file), content);

async function png(codes: Uint8Array, width = Columns): Promise<Buffer> {
  const raw = { width, height: codes.length / width, channels: 1 as const };
  return sharp(codes, { raw }).toColourspace('b-w').png().toBuffer();
}

function nifti(...frames: readonly Uint8Array[]): Buffer {
  const values = new Uint8Array(Buffer.concat(frames));
  return niftiGzFile({ shape: [Columns, Rows, frames.length], values });
}

function segmentation(
  clip: string,
  ...drawn: readonly [frame: number, codes: Uint8Array][]
): Buffer {
  const planes = drawn.map(([frame, codes]) => ({
    frame,
    segment: 1,
    values: codes.map((code) => Number(code === 1)),
  }));
  const file = { clip: uidOf(clip), Rows, Columns, segments: ['LV'], planes };
  return Buffer.from(
    encodePart10(
      { ...segmentationInstance(file), _vrMap: { PixelData: 'OB' } },
      {
        TransferSyntaxUID: '1.2.840.10008.1.2.1',
        ImplementationClassUID: implementationClassUid.training,
      },
    ),
  );
}

describe("preparing a site's own masks", () => {
  let cohort: Cohort;
  const log: string[] = [];
  const none = new Uint8Array(Rows * Columns);

  beforeAll(async () => {
    mkdirSync(clips);
    mkdirSync(masks);
    await Promise.all([...'abcdefghi'].map(writeClip));
    const [large, small] = [heartMask(22), heartMask(16)];
    writeMask('a_1.png', await png(small));
    writeMask('a_3.png', await png(large));
    writeMask('b.nii.gz', nifti(none, large, none, none, none, small));
    writeMask('c.dcm', segmentation('c', [5, large], [3, small]));
    // Wrong ones.
    writeMask('d_1.png', await png(small.subarray(0, Columns * 100)));
    writeMask('e_1.png', await png(small.map((code) => 50 * code)));
    writeMask('f_1.png', await png(none));
    writeMask('g_9.png', await png(small));
    writeMask('h.nii.gz', nifti(large, small));
    writeMask('z_1.png', await png(small));
    cohort = await prepare({
      output: path.join(root, 'out'),
      input,
      views: ['A4C'],
      structures: true,
      workers: 1,
      gather: (pool) =>
        gatherDicom(
          { directory: clips, masks, view: 'A4C', labelsFromReports: false },
          pool,
          () => {},
        ),
      log: (line) => log.push(line),
    });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('reads PNG, NIfTI and DICOM SEG, and keeps their frames beside the sampled ones', () => {
    // Frames 0 and 2 are on the time grid.
    expect(
      cohort.clips.map(({ images, labelledFrames, edFrame, esFrame }) => ({
        frames: images.frameCount,
        labelledFrames,
        edFrame,
        esFrame,
      })),
    ).toEqual([
      { frames: 4, labelledFrames: [1, 3], edFrame: 3, esFrame: 1 },
      { frames: 4, labelledFrames: [1, 3], edFrame: 1, esFrame: 3 },
      { frames: 4, labelledFrames: [2, 3], edFrame: 3, esFrame: 2 },
    ]);
    expect(cohort.labelledStructures).toEqual(['LV', 'LVWall', 'LA']);
  });

  it('leaves out clips whose masks are wrong, and says how, without names', () => {
    const text = log.join('\n');
    const reasons = [
      "Its mask of frame 1 (.png) has 160 x 100 pixels, and the clip's frames 160 x 140.",
      /Its mask of frame 1 is wrong: its value \d+ at column \d+, row \d+ is no label \(0 none, 1 LV,/,
      'Its mask of frame 1 is wrong: it is empty.',
      'Its mask of frame 9 (.png) belongs to frame 9, and the clip has 6 frames (0 to 5).',
      'Its mask (.nii) has 2 frames, and the clip 6',
      'It has no labels.',
    ];
    for (const reason of reasons) {
      expect(text).toMatch(reason);
    }
    expect(text).toContain('Passed over z_1.png: No clip belongs to this mask.');
  });
});
