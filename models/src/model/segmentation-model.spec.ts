import { describe, expect, it } from '@jest/globals';
import type { ImageContract } from '../contract/contract-schema';
import { frameFormat, frameImage, networkSector } from '../contract/frame-image';
import { madeSector } from '../contract/made-clip';
import { areaOf } from '../image/polygon';
import { isMeasured } from '../measures/measure-frame';
import { segmentClip } from '../segmentation/segment-clip';
import { onnxFile, onnxSegmentationManifest, thresholdSession } from '../testing/onnx-fixture';
import { loadSegmentationModel } from './segmentation-model';
import type { OnnxSession } from './onnx-session';

const createNetwork = () => Promise.reject(new Error('unused'));

function load(session: OnnxSession | undefined, image?: Partial<ImageContract>) {
  return onnxSegmentationManifest(image).then((manifest) => {
    const files = new Map([
      ['echonet.json', new TextEncoder().encode(JSON.stringify(manifest))],
      ['model.onnx', onnxFile],
    ]);
    return loadSegmentationModel(
      (name) => Promise.resolve(Uint8Array.from(files.get(name)!).buffer),
      { createNetwork, ...(session && { createSession: () => Promise.resolve(session) }) },
    );
  });
}

/** A bright ellipse of half-axes 20 and 40 around (80, 75) in a frame of the made clip's size. */
const { Rows, Columns } = madeSector;
const frame = {
  Rows,
  Columns,
  channels: 1 as const,
  data: Uint8Array.from({ length: Rows * Columns }, (_, i) => {
    const x = ((i % Columns) + 0.5 - 80) / 20;
    const y = (Math.floor(i / Columns) + 0.5 - 75) / 40;
    return x * x + y * y < 1 ? 200 : 60;
  }),
};

describe('loadSegmentationModel of an ONNX file', () => {
  it.each<[string, Partial<ImageContract>]>([
    ["the sector's square", {}],
    ['a square with a margin', { margin: 0.2 }],
    ['the whole frame in a square', { crop: 'whole' }],
    [
      'the middle of the frame in colour',
      { crop: 'centre', channels: 'RGB', mean: [0, 0, 0], sd: [1, 1, 1] },
    ],
  ])('outlines in image pixels, whatever it reads: %s', async (_what, image) => {
    const model = await load(thresholdSession(), image);
    const sector = { ...madeSector, turn: { upsideDown: false, mirrored: true } };
    const format = frameFormat(model.manifest);
    const [{ reading }] = await segmentClip(model, {
      frameCount: 1,
      image: () => frameImage(frame, sector, format),
      sector,
    });
    if (!isMeasured(reading)) {
      throw new Error(reading.reason);
    }
    const outline = reading.contours.LV?.outline ?? [];
    const xs = outline.map(({ x }) => x);
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(80, 0);
    expect(areaOf(outline) / (Math.PI * 20 * 40)).toBeCloseTo(1, 1);
  });

  it('knows its structures, and the square that it reads', async () => {
    const { manifest } = await load(thresholdSession(), { margin: 0.1 });
    expect(manifest.structures).toEqual(['background', 'LV']);
    expect(manifest.measures).toEqual({});
    const { crop } = networkSector(madeSector, manifest);
    expect(crop).toEqual({ x: 8, y: 0, width: 144, height: 144 });
  });

  it('refuses another answer than the recorded one, and what is no mask', async () => {
    await expect(load(thresholdSession(1.02))).rejects.toThrow(/gives another answer .*2\.0 %/);
    await expect(load(thresholdSession(NaN))).rejects.toThrow(/cannot be run: .*no numbers/);
    const other = { ...thresholdSession(), run: () => Promise.resolve(new Map()) };
    await expect(load(other)).rejects.toThrow(/cannot be run: .*output .*is missing/);
    await expect(load(undefined)).rejects.toThrow(/is an ONNX file, which is not read here/);
  });

  it('gives no gradients', async () => {
    const { network } = await load(thresholdSession());
    await expect(network.inputGradient(new Float32Array(1), 0)).rejects.toThrow(/no gradients/);
  });
});
