import { describe, expect, it } from '@jest/globals';
import type { FrameMeasures } from '@echonet/models/measures';
import { drawContours, drawSecondContours } from './draw-contours';
import { lineStyles } from './styles';
import { outlinedFrame } from './testing';

interface Drawn {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** On the canvas. */
  readonly points: readonly (readonly number[])[];
  readonly isClosed: boolean;
}

/** A context that keeps the lines it strokes, in canvas pixels. */
function recordingContext() {
  const drawn: Drawn[] = [];
  let transform = [1, 0, 0, 1, 0, 0];
  let [points, dash, isClosed]: [number[][], number[], boolean] = [[], [], false];
  const context = {
    ...{ strokeStyle: '', lineWidth: 0, lineJoin: '' },
    save() {},
    restore() {},
    setTransform: (...next: number[]) => void (transform = next),
    beginPath: () => ([points, isClosed] = [[], false]),
    closePath: () => (isClosed = true),
    lineTo(x: number, y: number) {
      const [a, b, c, d, e, f] = transform;
      points.push([a * x + c * y + e, b * x + d * y + f]);
    },
    setLineDash: (next: number[]) => void (dash = next),
    stroke() {
      const [colour, width] = [context.strokeStyle, context.lineWidth];
      drawn.push({ colour, width, dash, points, isClosed });
      // A line's width must not be stretched with the image.
      expect(transform).toEqual([1, 0, 0, 1, 0, 0]);
    },
  };
  return { context: context as unknown as CanvasRenderingContext2D, drawn };
}

const all = { wall: true, atrium: true, axis: true };
const none = { wall: false, atrium: false, axis: false };
const measures = outlinedFrame(0).reading as FrameMeasures;
const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

function drawnWith(parts: typeof all, imageToDevice = identity, pixelRatio = 1) {
  const { context, drawn } = recordingContext();
  drawContours(context, measures, parts, imageToDevice, pixelRatio);
  return drawn;
}

const coloured = (drawn: readonly Drawn[]) =>
  drawn.filter(({ colour }) => Object.values(lineStyles).some((style) => style.colour === colour));

describe('contours on a clip', () => {
  it('show the LV alone, or wall, atrium, axis and annulus too', () => {
    expect(coloured(drawnWith(none)).map(({ colour }) => colour)).toEqual([lineStyles.LV.colour]);
    const { LVWall, LA, LV, axis, annulus } = lineStyles;
    expect(coloured(drawnWith(all)).map(({ colour }) => colour)).toEqual(
      // The wall has an inner border.
      [LVWall, LVWall, LA, LV, axis, annulus].map(({ colour }) => colour),
    );
  });

  it('close around a chamber; the long axis runs from annulus to apex', () => {
    const [lv, axis, annulus] = coloured(drawnWith({ ...none, axis: true }));
    expect(lv).toMatchObject({ isClosed: true, points: { length: 40 } });
    const { midpoint, hinges } = measures.annulus;
    const { apex } = measures;
    const pairs = (points: readonly { x: number; y: number }[]) => points.map(({ x, y }) => [x, y]);
    expect(axis).toMatchObject({ isClosed: false, points: pairs([midpoint, apex]) });
    expect(annulus).toMatchObject({ isClosed: false, points: pairs(hinges) });
  });

  it('move with the image; the width of their lines is that of the screen', () => {
    // Rotated by 90 degrees, enlarged three times and moved.
    const turned = { a: 0, b: 3, c: -3, d: 0, e: 400, f: 7 };
    const [plain] = coloured(drawnWith(none));
    const [moved] = coloured(drawnWith(none, turned, 2));
    expect(moved.points).toEqual(plain.points.map(([x, y]) => [400 - 3 * y, 3 * x + 7]));
    expect(moved.width).toBe(2 * plain.width);
  });

  it('of a second model have a colour and dashes of their own, without axis and annulus', () => {
    const { context, drawn } = recordingContext();
    drawSecondContours(context, measures, { ...all, wall: false }, identity, 2);
    const { second, ...others } = lineStyles;
    const lines = coloured(drawn);
    expect(lines.map(({ colour, isClosed }) => [colour, isClosed])).toEqual([
      [second.colour, true],
      [second.colour, true],
    ]);
    expect(lines[0].dash).toEqual(second.dash?.map((length) => 2 * length));
    for (const { colour, dash } of Object.values(others)) {
      expect(colour).not.toBe(second.colour);
      expect(dash).not.toEqual(second.dash);
    }
  });

  it('differ in their dashes, and each has a dark casing', () => {
    const drawn = drawnWith(all);
    const dashes = coloured(drawn).map(({ dash, width }) => `${dash.join(' ')} ${width}`);
    expect(new Set(dashes).size).toBe(5);
    for (let i = 0; i < drawn.length; i += 2) {
      expect(drawn[i].points).toBe(drawn[i + 1].points);
      expect(drawn[i].width).toBeGreaterThan(drawn[i + 1].width);
    }
  });
});
