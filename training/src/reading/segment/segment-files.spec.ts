import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { writeCine } from '@echonet/dicom/node';
import { buildGraph, type FramePixels, type Model, type SegmentationModel } from '@echonet/models';
import { brightnessSegmenter, viewClassifierManifest } from '@echonet/models/testing';
import { niftiGzFile } from '../../data/sources/nifti/nifti-fixture';
import { ellipse, fanFrame, pngOf } from './clip-fixture';
import { fileReport } from './file-report';
import { findInputs } from './find-inputs';
import { segmentFile } from './segment-file';
import { segmentFiles, type SegmentationFailure, type SegmentFilesSettings } from './segment-files';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-segment-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);

const segmenter = brightnessSegmenter(96, { batchSize: 8 });
const model: SegmentationModel = {
  ...segmenter,
  dispose: () => {},
};

/** Sure of an A4C where the right half of an image is the brighter one, and of another view elsewhere. */
function rightHandClassifier(): Model {
  const { size } = viewClassifierManifest.input;
  return {
    manifest: { ...viewClassifierManifest, tellsMirrored: true },
    graph: buildGraph(viewClassifierManifest.architecture),
    network: {
      inputShape: [size, size, 1],
      outputs: 3,
      outputShape: [1, 1, 3],
      batchSize: 8,
      gradientBatchSize: 1,
      forward(images: Float32Array) {
        const logits: number[] = [];
        for (let start = 0; start < images.length; start += size * size) {
          let right = 0;
          for (let i = 0; i < size * size; i++) {
            right += (i % size >= size / 2 ? 1 : -1) * images[start + i];
          }
          logits.push(...(right > 0 ? [4, -4, -4] : [-4, 4, -4]));
        }
        return Promise.resolve(Float32Array.from(logits));
      },
      inputGradient: () => Promise.reject(new Error('not needed')),
      dispose: () => undefined,
    },
    dispose: () => undefined,
  };
}

/** The content of a file's JSON, as far as it is tested. */
interface Report {
  readonly warning: string;
  readonly model: object;
  readonly mmPerPixel: object | null;
  readonly mmPerPixelSource?: string;
  readonly values?: Readonly<Record<string, { value: number; interval90?: number[] }>>;
  readonly beats?: { kind: string; heartRate?: number; curve: number[] };
  readonly quality: object;
  readonly notes: readonly string[];
  readonly frames: readonly {
    readonly timeMs: number;
    readonly contours: Readonly<Record<string, number[][]>>;
    readonly measures?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly fractions?: Readonly<Record<string, number>>;
  }[];
}

let runs = 0;

async function segment(
  names: readonly string[],
  settings: Partial<
    Pick<SegmentFilesSettings, 'model' | 'masks' | 'mmPerPixel' | 'contactSheet' | 'viewClassifier'>
  > = {},
) {
  const out = inDirectory(`out${runs++}`);
  const files = await findInputs(names.map((name) => inDirectory(name)));
  const { failures } = await segmentFiles({
    model,
    files,
    out,
    masks: false,
    ...settings,
    onFile: () => {},
  });
  const report = (stem: string) =>
    JSON.parse(readFileSync(path.join(out, `${stem}.json`), 'utf8')) as Report;
  return { out, failures: failures as SegmentationFailure[], report };
}

const clipFrames = Array.from({ length: 45 }, (_, i) =>
  fanFrame(1 - 0.12 * (1 - Math.cos((2 * Math.PI * i * 40) / 1000))),
);

async function writeDicom(
  name: string,
  frames: readonly FramePixels[],
  cmPerPixel?: number,
  more: object = {},
) {
  const [{ Rows, Columns }] = frames;
  await writeCine(inDirectory(name), {
    ...{ Rows, Columns, samplesPerPixel: 1 as const },
    frames: frames.map(({ data }) => data as Uint8Array),
    transferSyntax: 'explicit-little-endian',
    attributes: {
      SOPInstanceUID: '1.2.3',
      Modality: 'US',
      FrameTime: 40,
      ...more,
      ...(cmPerPixel && {
        SequenceOfUltrasoundRegions: [
          {
            RegionSpatialFormat: 1,
            RegionDataType: 1,
            RegionLocationMinX0: 0,
            RegionLocationMinY0: 0,
            RegionLocationMaxX1: Columns - 1,
            RegionLocationMaxY1: Rows - 1,
            PhysicalUnitsXDirection: 3,
            PhysicalUnitsYDirection: 3,
            PhysicalDeltaX: cmPerPixel,
            PhysicalDeltaY: cmPerPixel,
          },
        ],
      }),
    },
  });
}

describe('segmentFiles', () => {
  beforeAll(async () => {
    await writeDicom('clip.dcm', clipFrames, 0.1);
    await writeDicom('unscaled.dcm', clipFrames.slice(0, 30));
    const still = fanFrame();
    writeFileSync(inDirectory('still.png'), await pngOf(still));
    writeFileSync(
      inDirectory('grey.png'),
      await pngOf({ ...still, data: still.data.map(() => 9) }),
    );
    writeFileSync(
      inDirectory('scaled.nii.gz'),
      niftiGzFile({
        shape: [still.Columns, still.Rows],
        values: new Uint8Array(still.data),
        spacing: [0.8, 0.8],
      }),
    );
    writeFileSync(inDirectory('other.bin'), 'no clip');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('turns a clip that lies upside down, and outlines it as it lies', async () => {
    const inverted = clipFrames.map(({ data, ...frame }): FramePixels => {
      const { Rows, Columns } = frame;
      const from = (i: number) =>
        data[(Rows - 1 - Math.floor(i / Columns)) * Columns + (i % Columns)];
      return { ...frame, data: Uint8Array.from(data, (_, i) => from(i)) };
    });
    await writeDicom('inverted.dcm', inverted, 0.1);
    const { report } = await segment(['clip.dcm', 'inverted.dcm']);
    const [usual, turned] = [report('clip'), report('inverted')];
    expect(turned.notes.join()).toMatch(/lies upside down; it was turned/);
    expect(turned.values?.EF.value).toBeCloseTo(usual.values!.EF.value, 0);
    const middleOf = ({ frames }: Report) => {
      const ys = frames[0].contours.LV.map(([, y]) => y);
      return ys.reduce((sum, y) => sum + y, 0) / ys.length;
    };
    const { Rows } = clipFrames[0];
    expect(Math.abs(middleOf(turned) - (Rows - middleOf(usual)))).toBeLessThan(1.5);
  });

  it('turns a clip that lies mirrored, and notes one that is hardly an A4C', async () => {
    // A mark right of the ellipse tells left from right.
    const marked = clipFrames.map(({ data, ...frame }): FramePixels => {
      const [x, y] = [
        (i: number) => i % frame.Columns,
        (i: number) => Math.floor(i / frame.Columns),
      ];
      const isMark = (i: number) => Math.abs(x(i) - 98) < 9 && Math.abs(y(i) - 80) < 16;
      return { ...frame, data: Uint8Array.from(data, (value, i) => (isMark(i) ? 180 : value)) };
    });
    const mirrored = marked.map(({ data, ...frame }): FramePixels => {
      const from = (i: number) =>
        i - (i % frame.Columns) + (frame.Columns - 1 - (i % frame.Columns));
      return { ...frame, data: Uint8Array.from(data, (_, i) => data[from(i)]) };
    });
    await writeDicom('usual.dcm', marked, 0.1);
    await writeDicom('mirrored.dcm', mirrored, 0.1);
    const viewClassifier = rightHandClassifier();
    const { report } = await segment(['usual.dcm', 'mirrored.dcm'], { viewClassifier });
    const [usual, turned] = [report('usual'), report('mirrored')];
    expect(usual.notes.join()).not.toMatch(/turned|View check/);
    expect(turned.notes.join()).toMatch(/lies mirrored; it was turned/);
    expect(turned.values?.EF.value).toBeCloseTo(usual.values!.EF.value, 0);
    const leftmost = Math.min(...usual.frames[0].contours.LV.map(([x]) => x));
    const rightmost = Math.max(...turned.frames[0].contours.LV.map(([x]) => x));
    expect(Math.abs(rightmost - (clipFrames[0].Columns - leftmost))).toBeLessThan(1.5);

    const sureOfNothing = { ...viewClassifier, manifest: viewClassifierManifest };
    const other = await segment(['mirrored.dcm'], { viewClassifier: sureOfNothing });
    expect(other.failures).toEqual([]);
    expect(other.report('mirrored').notes.join()).toMatch(/View check: probably not A4C/);

    const { manifest } = model;
    const ofA2C = {
      ...model,
      manifest: { ...manifest, input: { ...manifest.input, view: 'A2C' } },
    };
    const another = await segment(['mirrored.dcm'], {
      viewClassifier: sureOfNothing,
      model: ofA2C,
    });
    expect(another.report('mirrored').notes.join()).not.toMatch(/View check/);
  });

  it('writes contours in image pixels, measures in cm, and the beats of a clip', async () => {
    const { report, failures } = await segment(['clip.dcm']);
    const { frames, values, beats, ...head } = report('clip');
    expect(failures).toEqual([]);
    expect(head).toMatchObject({
      warning: expect.stringMatching(/Research use only/),
      model: { id: 'segmentation-fixture', licence: 'a licence', citation: 'a publication' },
      mmPerPixel: { x: 1, y: 1 },
      mmPerPixelSource: 'file',
      quality: { grade: expect.any(String) },
    });
    expect(frames).toHaveLength(45);
    expect(frames[2].timeMs).toBe(80);
    const xs = frames[0].contours.LV.map(([x]) => x);
    const ys = frames[0].contours.LV.map(([, y]) => y);
    expect(Math.abs(Math.min(...xs) - (ellipse.x - ellipse.across))).toBeLessThan(1);
    expect(Math.abs(Math.max(...ys) - (ellipse.y + ellipse.along))).toBeLessThan(1);
    expect(frames[0].contours.LV.flat().every((n) => n === Number(n.toFixed(2)))).toBe(true);
    const area = (Math.PI * ellipse.across * ellipse.along) / 100;
    expect((frames[0].measures?.LV.areaCm2 ?? 0) / area).toBeCloseTo(1, 1);
    expect(beats?.kind).toBe('whole beats');
    expect(beats?.heartRate).toBeCloseTo(60, -1);
    expect(beats?.curve).toHaveLength(45);
    expect(values?.EDV.interval90).toHaveLength(2);
    expect(Math.abs((values?.EF.value ?? 0) - 100 * (1 - 0.76 ** 3))).toBeLessThan(6);
  });

  it('writes the left atrium over the body surface where the header has height and weight', async () => {
    await writeDicom('sized.dcm', clipFrames.slice(0, 30), 0.1, {
      PatientSize: 1.72,
      PatientWeight: 70,
    });
    const segmented = await segmentFile(inDirectory('sized.dcm'), { model, masks: false });
    const LAVolume = { value: 54.75, unit: 'mL', interval90: [36.5, 73] } as const;
    const findings = { ...segmented.findings, values: { LAVolume } };
    const written = (bodySurfaceArea = segmented.images.bodySurfaceArea) =>
      JSON.parse(
        fileReport(
          'sized.dcm',
          { ...segmented, findings, images: { ...segmented.images, bodySurfaceArea } },
          model.manifest,
        ),
      ) as Report;
    expect(written().values).toEqual({
      LAVolume,
      LAIndex: {
        value: expect.closeTo(30, 1),
        unit: 'mL/m2',
        interval90: [expect.closeTo(20, 1), expect.closeTo(40, 1)],
      },
    });
    expect(Object.keys(written(0).values ?? {})).toEqual(['LAVolume']);
  });

  it('knows fractions alone where the scale is unknown, unless it is given', async () => {
    const { report } = await segment(['unscaled.dcm']);
    const { frames, values, mmPerPixel, beats } = report('unscaled');
    expect(mmPerPixel).toBeNull();
    expect(Object.keys(values ?? {})).toEqual(['EF']);
    expect(frames[0]).toMatchObject({ fractions: { volume: expect.any(Number) } });
    expect(frames.every(({ measures }) => measures === undefined)).toBe(true);
    expect(Math.max(...(beats?.curve ?? []))).toBe(1);
    expect(JSON.stringify(beats)).not.toMatch(/Volume/);
    const given = (await segment(['unscaled.dcm'], { mmPerPixel: 0.5 })).report('unscaled');
    expect(given).toMatchObject({ mmPerPixel: { x: 0.5, y: 0.5 }, mmPerPixelSource: 'option' });
    expect(given.values?.EDV.value).toBeGreaterThan(0);
  });

  it('takes the side that is given for the width of pixels that are not square', async () => {
    const frames = clipFrames.slice(0, 30);
    await writeDicom('square.dcm', frames);
    await writeDicom('tall.dcm', frames, undefined, { PixelAspectRatio: [6, 5] });
    const { report } = await segment(['square.dcm', 'tall.dcm'], { mmPerPixel: 0.5 });
    const [square, tall] = [report('square'), report('tall')];
    expect(tall.mmPerPixel).toEqual({ x: 0.5, y: 0.6 });
    const areaOf = ({ frames: [{ measures }] }: Report) => measures!.LV.areaCm2;
    expect(areaOf(tall) / areaOf(square)).toBeCloseTo(1.2, 1);
  });

  it('reads stills, of which it measures the frame and no beat', async () => {
    const { report, failures } = await segment(['still.png', 'scaled.nii.gz'], { mmPerPixel: 1 });
    expect(failures).toEqual([]);
    const still = report('still');
    expect([still.values, still.beats]).toEqual([undefined, undefined]);
    expect(still.mmPerPixelSource).toBe('option');
    const scaled = report('scaled');
    expect(scaled).toMatchObject({ mmPerPixel: { x: 0.8, y: 0.8 }, mmPerPixelSource: 'file' });
    const areas = [still, scaled].map(({ frames }) => frames[0].measures?.LV.areaCm2 ?? 0);
    expect(areas[1] / areas[0]).toBeCloseTo(0.64, 2);
  });

  it('writes masks of the size of the frames, with the codes as grey values', async () => {
    const { out } = await segment(['unscaled.dcm'], { masks: true });
    expect(existsSync(path.join(out, 'unscaled_30.png'))).toBe(false);
    const mask = sharp(path.join(out, 'unscaled_29.png'));
    expect(await mask.metadata()).toMatchObject({ width: 140, height: 120, channels: 1 });
    const data = await mask.toColourspace('b-w').raw().toBuffer();
    const size = data.filter((code) => code === 1).length;
    expect(new Set(data)).toEqual(new Set([0, 1]));
    expect(data[ellipse.y * 140 + ellipse.x]).toBe(1);
    const factor = 1 - 0.12 * (1 - Math.cos((2 * Math.PI * 29 * 40) / 1000));
    expect(size / (Math.PI * ellipse.across * ellipse.along * factor ** 2)).toBeCloseTo(1, 1);
  });

  it('names what cannot be segmented, and writes the others', async () => {
    const { report, failures, out } = await segment(['other.bin', 'grey.png', 'still.png'], {
      contactSheet: inDirectory('sheet.png'),
    });
    expect(failures).toEqual([
      { name: 'other.bin', reason: expect.stringMatching(/cannot be read as DICOM/) },
      { name: 'grey.png', reason: expect.stringMatching(/blank/) },
    ]);
    expect(report('still').frames).toHaveLength(1);
    expect(existsSync(path.join(out, 'grey.json'))).toBe(false);
    expect(await sharp(inDirectory('sheet.png')).metadata()).toMatchObject({ height: 232 });
  });

  it('stops when a result cannot be written', async () => {
    const contactSheet = inDirectory('still.png', 'sheet.png');
    await expect(segment(['still.png'], { contactSheet })).rejects.toThrow(/cannot be written/);
  });
});
