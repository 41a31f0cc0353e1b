import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { implementationClassUid, TransferSyntax } from '@echonet/dicom';
import { encodeCine } from '@echonet/dicom/node';
import { encodePart10 } from '@echonet/dicom/part10';
import {
  decisionForTests,
  fourChamberView,
  measuredForTests,
  readingOfClips,
  reportForTests,
  sourcesForTests,
  structuredReport,
} from '@echonet/ohif-extension/testing';
import {
  fanImage,
  fixtureSize,
  gatherDicom,
  prepare,
  readSiteMasks,
} from '@echonet/training/testing';

const folder = mkdtempSync(path.join(os.tmpdir(), 'echonet-corrections-'));
const reportFile = path.join(folder, 'report.dcm');
const { columns: Columns, rows: Rows } = fixtureSize;
const frameCount = 30;

type Outline = readonly { readonly x: number; readonly y: number }[];

/** The contours at ED and ES as a reader drew them: a tenth wider than those found. */
const found = measuredForTests([]).contours.filter(({ structure }) => structure === 'LV');
const drawn: readonly { frame: number; outline: Outline }[] = found.map(
  ({ frameNumber, outline }) => ({
    frame: frameNumber - 1,
    outline: outline.map(({ x, y }) => ({ x: 50 + 1.1 * (x - 50), y })),
  }),
);

/** The atrium at ES as a reader drew it: edited in one of the two frames alone. */
const [atrium] = measuredForTests([])
  .contours.filter(({ structure }) => structure === 'LA')
  .map(({ frameNumber, outline }) => ({
    frame: frameNumber - 1,
    outline: outline.map(({ x, y }) => ({ x: 50 + 1.2 * (x - 50), y })),
  }));
const controls = Array.from({ length: 11 }, (_, i) => 3 * i);

const measured = measuredForTests(['EDV', 'EF', 'LAVolume'], {
  edits: {
    drawnAtria: new Map([
      [atrium.frame, { contour: { outline: atrium.outline, controls }, isCarried: false }],
    ]),
    drawn: new Map(
      drawn.map(({ frame, outline }) => [
        frame,
        {
          contour: { outline, controls },
          isCarried: false,
        },
      ]),
    ),
  },
});

async function writeClip(number: number, PatientID: string): Promise<void> {
  const frames = Array.from({ length: frameCount }, (_, index) =>
    fanImage(`clip ${number}/${index}`),
  );
  const cine = await encodeCine({
    frames,
    Rows,
    Columns,
    samplesPerPixel: 1,
    transferSyntax: 'explicit-little-endian',
    attributes: {
      SOPInstanceUID: `1.2.3.${number}`,
      StudyInstanceUID: number === 1 ? '1.2.3' : `1.2.${number}`,
      SeriesInstanceUID: `1.2.${number}.99`,
      Modality: 'US',
      PatientID,
      FrameTime: '50',
    },
  });
  writeFileSync(path.join(folder, `clip${number}.dcm`), cine);
}

/** A clip, and the report that the viewer's writer makes of it. */
async function writeStudy(): Promise<void> {
  const report = structuredReport(
    reportForTests(1, {
      measured: [measured],
      reading: readingOfClips(1, {}, fourChamberView),
      // Predictions that the reader accepted are no reader's measurements.
      decisions: new Map(['EF', 'EDV', 'ESV'].map((id) => [id, decisionForTests('accepted')])),
    }),
    sourcesForTests(1),
    { seriesNumber: 9, seriesDescription: 'EchoNet' },
  );
  const part10 = encodePart10(report, {
    TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
    ImplementationClassUID: implementationClassUid.plugin,
  });
  writeFileSync(reportFile, new Uint8Array(part10));
  await writeClip(1, String(report.PatientID));
}

function prepared(corrections: boolean, log: (line: string) => void, masks?: string) {
  return prepare({
    output: path.join(folder, `prepared-${corrections}-${masks !== undefined}`),
    input: { size: 80, channels: 1, frameIntervalMs: 100, frameCount: 2 },
    views: ['A4C'],
    structures: true,
    workers: 1,
    gather: (pool) =>
      gatherDicom(
        { directory: folder, view: 'A4C', labelsFromReports: !corrections, corrections, masks },
        pool,
        () => {},
      ),
    log,
  });
}

/** By the angles under which the outline's edges are seen: independent of crossings of a line. */
function isInside(outline: Outline, x: number, y: number): boolean {
  let turn = 0;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length];
    const cross = (a.x - x) * (b.y - y) - (a.y - y) * (b.x - x);
    turn += Math.atan2(cross, (a.x - x) * (b.x - x) + (a.y - y) * (b.y - y));
  });
  return Math.abs(turn) > Math.PI;
}

describe("a reader's corrections as training data", () => {
  beforeAll(writeStudy);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are masks that equal the contours that the reader drew', async () => {
    const clip = { SOPInstanceUID: '1.2.3.1', Rows, Columns, NumberOfFrames: frameCount };
    const files = { kind: 'reader contours', file: reportFile } as const;
    const masks = await readSiteMasks(files, clip, true);
    expect([...masks.keys()].sort((a, b) => a - b)).toEqual(
      drawn.map(({ frame }) => frame).sort((a, b) => a - b),
    );
    const differing = (frame: number, structure: number, outline: Outline) =>
      [...masks.get(frame)!.codes].filter((code, pixel) => {
        const [x, y] = [(pixel % Columns) + 0.5, Math.floor(pixel / Columns) + 0.5];
        return (code === structure) !== isInside(outline, x, y);
      });
    // Pixel centres on the contour itself can fall to either side.
    for (const { frame, outline } of drawn) {
      expect(differing(frame, 1, outline).length).toBeLessThanOrEqual(2);
      expect(masks.get(frame)!.marked).toEqual(frame === atrium.frame ? ['LV', 'LA'] : ['LV']);
    }
    expect(differing(atrium.frame, 3, atrium.outline).length).toBeLessThanOrEqual(2);
    expect([...masks.get(atrium.frame)!.codes]).toContain(3);
    const others = { ...clip, SOPInstanceUID: '1.2.3.2' };
    await expect(readSiteMasks(files, others, true)).rejects.toThrow(/belong to another clip/);
    const short = { ...clip, NumberOfFrames: 2 };
    await expect(readSiteMasks(files, short, true)).rejects.toThrow(/the clip has 2 frames/);
  });

  it('are prepared with the values that the reader accepted as labels', async () => {
    const { clips, labelledStructures } = await prepared(true, () => {});
    expect(clips).toHaveLength(1);
    const [{ labels, labelledFrames, edFrame, esFrame, images }] = clips;
    expect(labelledStructures).toEqual(['LV', 'LA']);
    expect(labelledFrames).toHaveLength(2);
    // The network's atrium in the other frame is not taken for background there.
    expect(images.frameStructures).toEqual(
      labelledFrames.map((frame) => (frame === esFrame ? ['LV', 'LA'] : ['LV'])),
    );
    expect([edFrame, esFrame].every((frame) => labelledFrames.includes(frame!))).toBe(true);
    expect(images.frameCount).toBeGreaterThanOrEqual(2);
    const valueOf = (id: string) => measured.results.find((result) => result.id === id)!.value;
    expect(labels.EF).toBeCloseTo(valueOf('EF'), 6);
    expect(labels.EDV).toBeCloseTo(valueOf('EDV'), 6);
    expect(labels.LAVolume).toBeCloseTo(valueOf('LAVolume'), 6);
    // Predicted and accepted, but not measured and accepted.
    expect(labels.ESV).toBeUndefined();
  }, 120_000);

  it('leave to other masks what these mark', async () => {
    await writeClip(2, 'P 12');
    const half = Uint8Array.from({ length: Rows * Columns }, (_, i) => Number(i % Columns > 80));
    const raw = { width: Columns, height: Rows, channels: 1 as const };
    const png = await sharp(half, { raw }).toColourspace('b-w').png().toBuffer();
    writeFileSync(path.join(folder, 'clip2_3.png'), png);
    const { clips, labelledStructures } = await prepared(true, () => {}, folder);
    expect(labelledStructures).toEqual(['LV', 'LA']);
    const marks = clips.map(({ images }) => images.frameStructures);
    expect(marks).toEqual([[['LV'], ['LV', 'LA']], [['LV']]]);
  }, 120_000);

  it('are nothing without being asked for', async () => {
    const log: string[] = [];
    const attempt = prepared(false, (line) => log.push(line));
    await expect(attempt).rejects.toThrow();
    expect(log.join('\n')).toContain('It has no labels.');
  }, 120_000);
});
