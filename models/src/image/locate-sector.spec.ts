import { describe, expect, it } from '@jest/globals';
import { ClipRefusal } from './clip-refusal';
import { type Fan, fanOutline } from './fan';
import type { FramePixels } from './frame-pixels';
import { locateSector } from './locate-sector';
import { clipToBox, rasterize } from './polygon';
import type { ImagePoint } from './image-point';
import { type Sector, sectorContains } from './sector';

const Rows = 240;
const Columns = 320;
const degrees = (angle: number) => (angle * Math.PI) / 180;

const fan: Fan = {
  apexX: 160,
  apexY: 10,
  leftAngle: degrees(-43),
  rightAngle: degrees(43),
  innerRadius: 4,
  outerRadius: 200,
};

type Colour = readonly [red: number, green: number, blue: number];
/** Draws a pixel of a frame; undefined leaves it unchanged. */
type Layer = (x: number, y: number, frame: number, noise: number) => Colour | undefined;

const maskOf = (outline: readonly ImagePoint[]) =>
  rasterize(outline, { x: 0, y: 0, step: 1, columns: Columns, rows: Rows });

const grey = (value: number): Colour => [value, value, value];

/** Speckle with two beating cavities, inside an outline. */
function speckle(outline: readonly ImagePoint[]): Layer {
  const mask = maskOf(outline);
  return (x, y, frame, noise) => {
    if (!mask[y * Columns + x]) {
      return undefined;
    }
    const beat = 1 + 0.15 * Math.sin(frame);
    const isCavity =
      Math.hypot((x - 175) / 22, (y - 100) / 45) < beat ||
      Math.hypot((x - 135) / 15, (y - 110) / 35) < beat;
    return grey((isCavity ? 4 : 70) * (0.4 + noise));
  };
}

/** Screen annotations around the sector, which do not move. */
const annotations: Layer = (x, y) => {
  const isText = y < 20 && x < 60 && (x * 7 + y * 5) % 11 < 5;
  const isMenu = y > 227 && x > 30 && x < 200;
  const isGreyBar = x > 305 && x < 312 && y > 30 && y < 100;
  const isTick = x > 300 && x < 303 && y % 20 < 2;
  return isText || isTick
    ? grey(220)
    : isMenu
      ? [40, 60, 120]
      : isGreyBar
        ? grey(200 - y)
        : undefined;
};

/** A green trace that runs through the bottom of the sector and moves on with each frame. */
const electrocardiogram: Layer = (x, y, frame) =>
  x < 20 + frame * 30 && Math.abs(y - 200 - 4 * Math.sin(x / 5)) < 1 ? [30, 220, 60] : undefined;

function drawClip(layers: readonly Layer[], frameCount = 5): FramePixels[] {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: frameCount }, (_, frame) => {
    const data = new Uint8Array(Rows * Columns * 3);
    for (let i = 0; i < Rows * Columns; i++) {
      const noise = random();
      for (const layer of layers) {
        const colour = layer(i % Columns, Math.floor(i / Columns), frame, noise);
        if (colour) {
          [data[3 * i], data[3 * i + 1], data[3 * i + 2]] = colour;
        }
      }
    }
    return { Rows, Columns, channels: 3, data };
  });
}

/** The frame as pixels show it that are so many times as high as wide: with fewer rows, or with more. */
function withPixelAspect(frame: FramePixels, pixelAspect: number): FramePixels {
  const rows = Math.round(frame.Rows / pixelAspect);
  const stride = frame.Columns * frame.channels;
  const data = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(((row + 0.5) * frame.Rows) / rows) * stride;
    data.set(frame.data.subarray(from, from + stride), row * stride);
  }
  return { ...frame, Rows: rows, data };
}

function overlap(sector: Pick<Sector, 'outline'>, outline: readonly ImagePoint[]): number {
  const [found, drawn] = [maskOf(sector.outline), maskOf(outline)];
  let [both, either] = [0, 0];
  found.forEach((value, i) => {
    both += value & drawn[i];
    either += value | drawn[i];
  });
  return both / either;
}

const image = { x0: 0, y0: 0, x1: Columns, y1: Rows };

describe('locateSector', () => {
  it.each<[string, ImagePoint[]]>([
    ['a phased array', fanOutline(fan)],
    [
      'a curved array',
      fanOutline({
        ...fan,
        apexY: -75,
        innerRadius: 95,
        outerRadius: 290,
        leftAngle: degrees(-30),
        rightAngle: degrees(30),
      }),
    ],
    [
      'a fan whose sides the display cuts off',
      clipToBox(fanOutline({ ...fan, leftAngle: degrees(-55), rightAngle: degrees(55) }), {
        x0: 55,
        y0: 0,
        x1: 265,
        y1: 230,
      }),
    ],
    ['a fan with the apex below', fanOutline(fan).map(({ x, y }) => ({ x, y: 220 - y }))],
    [
      'a rectangle',
      [
        { x: 75, y: 30 },
        { x: 250, y: 30 },
        { x: 250, y: 210 },
        { x: 75, y: 210 },
      ],
    ],
  ])('finds %s among text, menu and trace', (_, outline) => {
    const sector = locateSector(drawClip([speckle(outline), annotations, electrocardiogram]), []);
    expect(overlap(sector, outline)).toBeGreaterThan(0.93);
    expect(sector.source).toBe('pixels');
    expect(sector.tinted).toBe(false);
    for (const [x, y] of [
      [30, 10],
      [308, 50],
      [301, 1],
    ]) {
      expect(sectorContains(sector, x, y)).toBe(false);
    }
  });

  it('tells at which end of a fan the probe is', () => {
    const probeOf = (outline: readonly ImagePoint[]) =>
      locateSector(drawClip([speckle(outline)]), []).probe;
    expect(probeOf(fanOutline(fan))).toBe('top');
    expect(probeOf(fanOutline(fan).map(({ x, y }) => ({ x, y: 220 - y })))).toBe('bottom');
    const [left, top, right, bottom] = [75, 30, 250, 210];
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ];
    expect(probeOf(corners)).toBeUndefined();
  });

  it('crops to a square around the sector, even beyond the image', () => {
    const { crop, outline } = locateSector(drawClip([speckle(fanOutline(fan))]), []);
    const xs = outline.map(({ x }) => x);
    const ys = outline.map(({ y }) => y);
    expect(crop.width).toBe(crop.height);
    expect(crop.width).toBe(Math.ceil(Math.max(...xs)) - Math.floor(Math.min(...xs)));
    expect(crop.y).toBeLessThan(Math.min(...ys));
    expect(crop.y + crop.height).toBeGreaterThan(Math.max(...ys));
    expect(crop.y).toBeLessThan(0);
  });

  it('finds a fan whose pixels are not square, and crops to a square of the patient', () => {
    const upright = drawClip([speckle(fanOutline(fan)), annotations]);
    const whole = locateSector(upright, []);
    for (const pixelAspect of [1.25, 0.8]) {
      const frames = upright.map((frame) => withPixelAspect(frame, pixelAspect));
      const { outline, probe, notes, crop } = locateSector(frames, [], { pixelAspect });
      expect([probe, notes]).toEqual(['top', []]);
      const squared = outline.map(({ x, y }) => ({ x, y: y * pixelAspect }));
      expect(overlap({ outline: squared }, fanOutline(fan))).toBeGreaterThan(0.93);
      expect(crop.width / crop.height).toBeCloseTo(pixelAspect, 1);
      expect(Math.abs(crop.width - whole.crop.width)).toBeLessThan(5);
    }
  });

  it('finds a sector that fills the image', () => {
    const whole = [
      { x: 0, y: 0 },
      { x: Columns, y: 0 },
      { x: Columns, y: Rows },
      { x: 0, y: Rows },
    ];
    expect(overlap(locateSector(drawClip([speckle(whole)]), []), whole)).toBeGreaterThan(0.97);
  });

  it('finds the sector of a clip with little motion, with a note', () => {
    const [still] = drawClip([speckle(fanOutline(fan)), annotations]);
    const flickering = [0, 1, 2].map((frame) => ({
      ...still,
      data: still.data.map((value, i) => value + (Math.floor(i / 3) % 3 === 0 ? frame % 2 : 0)),
    }));
    const sector = locateSector(flickering, []);
    expect(overlap(sector, fanOutline(fan))).toBeGreaterThan(0.93);
    expect(sector.notes).toEqual([expect.stringContaining('Hardly any motion')]);
  });

  it('rejects a still stored as a clip, even with a running clock or ECG', () => {
    const [still] = drawClip([speckle(fanOutline(fan)), annotations]);
    const withClock = [0, 1, 2].map((frame) => {
      const data = still.data.slice();
      for (let x = 250; x < 300; x++) {
        data.fill((x * 7 + frame * 90) % 256, 3 * x, 3 * x + 3);
      }
      return { ...still, data };
    });
    expect(() => locateSector(withClock, [], { clip: 'Clip 4' })).toThrow(
      /Clip 4: The clip shows no motion \(3 frames/,
    );
    // A single frame cannot show movement: its header says that it is a still.
    // A still has no motion to miss.
    expect(locateSector([still], []).notes).toEqual([]);
  });

  it('finds the same sector in grey frames', () => {
    const frames = drawClip([speckle(fanOutline(fan))]);
    const greyValues = frames.map((frame): FramePixels => ({
      ...frame,
      channels: 1,
      data: frame.data.filter((_, i) => i % 3 === 0),
    }));
    expect(locateSector(greyValues, [])).toEqual(locateSector(frames, []));
  });

  it('clips the sector to a region that contains it, and ignores one that does not', () => {
    const frames = drawClip([speckle(fanOutline(fan))]);
    const region = (MinX0: number, MaxX1: number) => ({
      RegionSpatialFormat: 1,
      RegionDataType: 1,
      RegionLocationMinX0: MinX0,
      RegionLocationMinY0: 12,
      RegionLocationMaxX1: MaxX1,
      RegionLocationMaxY1: 235,
    });
    const believed = locateSector(frames, [region(50, 269)]);
    expect(believed.source).toBe('region');
    expect(Math.min(...believed.outline.map(({ x }) => x))).toBe(50);
    expect(Math.max(...believed.outline.map(({ x }) => x))).toBe(270);

    const passedOver = locateSector(frames, [region(5, 125)]);
    expect(passedOver.source).toBe('pixels');
    expect(passedOver.notes).toEqual([expect.stringContaining('moving area lies outside')]);
    expect(overlap(passedOver, fanOutline(fan))).toBeGreaterThan(0.93);
  });

  describe('on a screen with two sectors', () => {
    const sector = (apexX: number): Fan => ({ ...fan, apexX, innerRadius: 2, outerRadius: 105 });
    const [left, right] = [80, 240].map((x) => fanOutline(sector(x)));
    const region = (MinX0: number, RegionDataType = 1, width = 159) => ({
      RegionSpatialFormat: 1,
      RegionDataType,
      RegionLocationMinX0: MinX0,
      RegionLocationMinY0: 5,
      RegionLocationMaxX1: MinX0 + width,
      RegionLocationMaxY1: 130,
    });
    const both = drawClip([speckle(left), speckle(right), annotations]);
    const [still] = both;

    it('refuses both where both move, with regions in the header and without', () => {
      for (const regions of [[region(0), region(160)], [region(0, 1, 319)], []]) {
        expect(() => locateSector(both, regions, { clip: 'Clip 4' })).toThrow(
          'Clip 4: The screen shows 2 sectors; EchoNet analyses clips of a single one.',
        );
      }
    });

    it('takes the one that moves where the other is frozen', () => {
      const frozen: Layer = (x, y) => {
        const at = 3 * (y * Columns + x);
        return x >= 160 ? grey(still.data[at]) : undefined;
      };
      const frames = drawClip([speckle(left), frozen]);
      const found = locateSector(frames, [region(0), region(160)]);
      expect(overlap(found, left)).toBeGreaterThan(0.9);
      expect(found.notes).toEqual([expect.stringMatching(/^2 sectors on the screen; the one/)]);
      expect(overlap(locateSector(frames, []), left)).toBeGreaterThan(0.9);
    });

    it('takes the one without colour where the other shows flow', () => {
      const flow: Layer = (x, y, _, noise) =>
        Math.hypot(x - 240, y - 70) < 20
          ? noise > 0.5
            ? [220, 60, 20]
            : [30, 80, 230]
          : undefined;
      const frames = drawClip([speckle(left), speckle(right), flow]);
      const found = locateSector(frames, [region(0), region(160), region(215, 2, 50)]);
      expect(overlap(found, left)).toBeGreaterThan(0.9);
      const asOneOfFlow = locateSector(frames, [region(0), region(160, 2)]);
      expect(overlap(asOneOfFlow, left)).toBeGreaterThan(0.9);
    });
  });

  it('rejects colour Doppler, and accepts the same clip with a thin coloured trace', () => {
    const box = maskOf(clipToBox(fanOutline(fan), { x0: 140, y0: 75, x1: 200, y1: 150 }));
    const flow: Layer = (x, y, _, noise) =>
      box[y * Columns + x] ? (noise > 0.5 ? [220, 60, 20] : [30, 80, 230]) : undefined;
    const tissue = speckle(fanOutline(fan));
    expect(() => locateSector(drawClip([tissue, flow]), [], { clip: 'Clip 4' })).toThrow(
      ClipRefusal,
    );
    expect(() => locateSector(drawClip([tissue, flow]), [], { clip: 'Clip 4' })).toThrow(
      /^Clip 4: The images show colour Doppler \(\d+ % of the sector\)/,
    );
    expect(locateSector(drawClip([tissue, electrocardiogram]), []).notes).toEqual([]);
  });

  it('notes a sector too narrow for the whole heart, and no usual one', () => {
    const sectorOf = (half: number) => {
      const outline = fanOutline({ ...fan, leftAngle: degrees(-half), rightAngle: degrees(half) });
      return locateSector(drawClip([speckle(outline), annotations]), []);
    };
    const narrow = sectorOf(22);
    expect(narrow.notes).toEqual([expect.stringMatching(/narrow \(4[3-5] degrees\)/)]);
    expect(narrow.openingAngle).toBeCloseTo(degrees(44), 1);
    expect(sectorOf(33).notes).toEqual([]);
  });

  it('accepts tinted B-mode', () => {
    const tissue = speckle(fanOutline(fan));
    const sepia: Layer = (...at) => {
      const colour = tissue(...at);
      return colour && [Math.min(255, colour[0] * 2), colour[1] * 1.3, colour[2] * 0.7];
    };
    const sector = locateSector(drawClip([sepia]), []);
    expect(sector.tinted).toBe(true);
    expect(sector.notes).toEqual([expect.stringContaining('Tinted')]);
  });

  it.each<[string, FramePixels[], RegExp]>([
    ['no frames', [], /No frame of the clip could be read/],
    ['black frames', drawClip([]), /5 of 5 frames checked are blank/],
    ['white frames', drawClip([() => grey(255)]), /5 of 5 frames checked are blank/],
    [
      'text alone',
      drawClip([(x, y) => (y < 20 ? annotations(x, y, 0, 0) : undefined)]),
      /No ultrasound scan sector/,
    ],
    [
      'frames of different sizes',
      [...drawClip([], 1), { Rows: 10, Columns: 10, channels: 1, data: new Uint8Array(100) }],
      /differ in size/,
    ],
  ])('rejects %s with a full sentence', (_, frames, reason) => {
    expect(() => locateSector(frames, [], { clip: 'Clip 4' })).toThrow(ClipRefusal);
    expect(() => locateSector(frames, [], { clip: 'Clip 4' })).toThrow(reason);
  });

  it('ignores single blank frames, which would make still pixels seem to move', () => {
    const frames = drawClip([speckle(fanOutline(fan)), annotations]);
    const blank = { ...frames[0], data: new Uint8Array(frames[0].data.length) };
    const [first, ...others] = frames;
    expect(locateSector([first, blank, ...others], [])).toEqual(locateSector(frames, []));
  });

  it('stays inside the image', () => {
    const aside = fanOutline({ ...fan, apexX: 50, outerRadius: 260 });
    const sector = locateSector(drawClip([speckle(aside)]), []);
    expect(overlap(sector, clipToBox(aside, image))).toBeGreaterThan(0.93);
    for (const { x, y } of sector.outline) {
      expect(x >= 0 && x <= Columns && y >= 0 && y <= Rows).toBe(true);
    }
  });
});
