import { describe, expect, it } from '@jest/globals';
import type { ImagePoint } from '../image/image-point';
import type { NetworkImage } from '../image/preparation';
import type { Sector } from '../image/sector';
import { areaOf } from '../image/polygon';
import { volumeCurve } from '../measures/beats/volume-curve-fixture';
import { isMeasured, type FrameMeasures } from '../measures/measure-frame';
import { brightnessSegmenter } from '../testing/segmentation-fixture';
import { measureSegmentedClip } from './measure-segmented-clip';
import { segmentClip, type ClipToSegment, type SegmentedFrame } from './segment-clip';

const size = 64;

/** Of the image, two pixels of which are one of the network's. */
const crop = { x: 100, y: -20, width: 128, height: 128 };
const sector: Sector = {
  Rows: 240,
  Columns: 320,
  crop,
  outline: [
    { x: 100, y: 0 },
    { x: 228, y: 0 },
    { x: 228, y: 108 },
    { x: 100, y: 108 },
  ],
  source: 'pixels',
  tinted: false,
  notes: [],
};

/** A bright ellipse on grey; its half-axes in image pixels are 20 and 40 times the factor. */
function imageOf(factor: number): NetworkImage {
  const data = Float32Array.from({ length: size * size }, (_, i) => {
    const x = ((i % size) + 0.5 - 32) / (10 * factor);
    const y = (Math.floor(i / size) + 0.5 - 30) / (20 * factor);
    return x * x + y * y < 1 ? 0.8 : 0.3;
  });
  return { size, channels: 1, data };
}

const clipOf = (factors: readonly number[], asked: number[] = []): ClipToSegment => ({
  frameCount: factors.length,
  image(frame) {
    asked.push(frame);
    return imageOf(factors[frame]);
  },
  sector,
});

function measured({ reading }: SegmentedFrame): FrameMeasures {
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  return reading;
}

describe('segmentClip', () => {
  it('gives contours in image pixels, and sizes in these or in cm', async () => {
    const model = brightnessSegmenter(size);
    const scale = { mmPerPixelX: 0.5, mmPerPixelY: 0.5 };
    const [inPixels] = (await segmentClip(model, clipOf([1]))).map(measured);
    const [inCm] = (await segmentClip(model, { ...clipOf([1]), scale })).map(measured);
    const outline = inPixels.contours.LV?.outline ?? [];
    const xs = outline.map(({ x }) => x);
    const ys = outline.map(({ y }) => y);
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(crop.x + 64, 0);
    expect((Math.min(...ys) + Math.max(...ys)) / 2).toBeCloseTo(crop.y + 60, 0);
    expect(areaOf(outline) / (Math.PI * 20 * 40)).toBeCloseTo(1, 1);
    expect(inCm.contours).toEqual(inPixels.contours);
    expect(inPixels.ventricle.unit).toBe('pixel');
    expect(inPixels.ventricle.area).toBeCloseTo(areaOf(outline), 3);
    expect(inCm.ventricle.area).toBeCloseTo(areaOf(outline) * 0.05 ** 2, 5);
    expect(inCm.ventricle.length).toBeCloseTo(inPixels.ventricle.length * 0.05, 5);
    expect(inCm.ventricle.volumeDisks).toBeCloseTo(inPixels.ventricle.volumeDisks * 0.05 ** 3, 4);
    expect(Math.hypot(inCm.apex.x - 164, inCm.apex.y)).toBeLessThan(5);
  });

  it.each([
    { mirrored: true, upsideDown: false },
    { mirrored: false, upsideDown: true },
    { mirrored: true, upsideDown: true },
  ])('gives them where they lie in an image that the network reads turned: %o', async (turn) => {
    const model = brightnessSegmenter(size);
    const read = async (one: Sector) =>
      measured((await segmentClip(model, { ...clipOf([1]), sector: one }))[0]);
    const [plain, turned] = [await read(sector), await read({ ...sector, turn })];
    const across = ({ x, y }: ImagePoint) => ({
      x: turn.mirrored ? 2 * crop.x + crop.width - x : x,
      y: turn.upsideDown ? 2 * crop.y + crop.height - y : y,
    });
    const pointsOf = ({ contours, apex, annulus }: FrameMeasures) => [
      ...contours.LV!.outline,
      apex,
      ...annulus.hinges,
    ];
    const expected = pointsOf(plain).map(across);
    pointsOf(turned).forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(expected[i].x, 9);
      expect(y).toBeCloseTo(expected[i].y, 9);
    });
    expect(turned.ventricle).toEqual(plain.ventricle);
  });

  it('measures with the sides of pixels that are not square', async () => {
    const model = brightnessSegmenter(size);
    const scale = { mmPerPixelX: 0.5, mmPerPixelY: 0.25 };
    const [one] = (await segmentClip(model, { ...clipOf([1]), scale })).map(measured);
    const area = areaOf(one.contours.LV?.outline ?? []);
    expect(one.ventricle.area).toBeCloseTo(area * 0.05 * 0.025, 5);
  });

  it('starts with the frame that is wanted, and reports batches as they are done', async () => {
    const [batches, asked, done, known]: number[][] = [[], [], [], []];
    const model = brightnessSegmenter(size, { batchSize: 3, onBatch: (n) => batches.push(n) });
    const factors = Array.from({ length: 8 }, (_, i) => 0.6 + i / 20);
    const maps: number[] = [];
    const frames = await segmentClip(model, clipOf(factors, asked), {
      firstFrame: 5,
      onProgress({ frames: soFar, ...progress }) {
        done.push(progress.done);
        known.push(soFar.findIndex((frame) => frame !== undefined));
      },
      onMaps: (frame) => void maps.push(frame),
    });
    expect(asked).toEqual([5, 6, 7, 0, 1, 2, 3, 4]);
    expect(maps).toEqual(asked);
    expect(batches).toEqual([1, 3, 3, 1]);
    expect(done).toEqual([0, 1, 4, 7, 8]);
    expect(known).toEqual([-1, 5, 0, 0, 0]);
    const areas = frames.map((frame) => measured(frame).ventricle.area);
    expect([...areas].sort((a, b) => a - b)).toEqual(areas);
  });

  it('says which frames have no LV', async () => {
    const [frame] = await segmentClip(brightnessSegmenter(size), clipOf([0]));
    expect(frame).toMatchObject({ reading: { reason: /No left ventricle/ }, quality: undefined });
  });

  it('computes nothing more once aborted', async () => {
    const batches: number[] = [];
    const model = brightnessSegmenter(size, { onBatch: (n) => batches.push(n) });
    const abort = new AbortController();
    const segmenting = segmentClip(model, clipOf([1, 1, 1]), {
      signal: abort.signal,
      onProgress: ({ done }) => done === 2 && abort.abort(new Error('left')),
    });
    await expect(segmenting).rejects.toThrow('left');
    expect(batches).toEqual([1, 1]);
  });
});

describe('measureSegmentedClip', () => {
  const { manifest } = brightnessSegmenter(size);
  const curve = volumeCurve({ noisePercent: 0, seconds: 1.8, framesPerSecond: 25 });
  const { timesMs } = curve;
  const segmented = segmentClip(brightnessSegmenter(size, { batchSize: 16 }), {
    ...clipOf(curve.volumes.map((volume) => Math.cbrt(volume / 120))),
    scale: { mmPerPixelX: 1, mmPerPixelY: 1 },
  });
  const scale = { mmPerPixelX: 1, mmPerPixelY: 1 };

  it('finds the ejection fraction and volumes of the beats, with intervals', async () => {
    const { beats, values } = measureSegmentedClip(manifest, {
      ...{ frames: await segmented, timesMs, scale },
    });
    expect(beats.kind).toBe('whole beats');
    const { EDV, ESV, EF, LAVolume } = values;
    expect(Math.abs((EF?.value ?? 0) - 60)).toBeLessThan(5);
    // An ellipsoid of half-axes of 2, 2 and 4 cm.
    expect(Math.abs((EDV?.value ?? 0) / ((4 / 3) * Math.PI * 2 * 2 * 4) - 1)).toBeLessThan(0.15);
    expect(EDV?.interval90?.[1]).toBeCloseTo((EDV?.value ?? 0) * Math.exp(0.2), 6);
    expect(EF?.interval90?.[0]).toBeCloseTo((EF?.value ?? 0) - 10, 6);
    expect([ESV?.unit, ESV?.interval90, LAVolume]).toEqual(['mL', undefined, undefined]);
  });

  it('is doubtful beyond the thresholds of the model', async () => {
    const judged = async (sharpness: number) =>
      measureSegmentedClip(
        { ...manifest, quality: { sharpness } },
        { frames: await segmented, timesMs, scale },
      ).judgement;
    expect(await judged(1e-6)).toEqual({ grade: 'good', reasons: [] });
    expect(await judged(1e6)).toMatchObject({
      grade: 'doubtful',
      reasons: [{ criterion: 'sharpness', threshold: 1e6 }],
    });
  });
});
