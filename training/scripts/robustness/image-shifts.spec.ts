import { describe, expect, it } from '@jest/globals';
import { fanPoint, type EchoImages } from './echo-images';
import { imageShifts } from './image-shifts';

const [Rows, Columns] = [200, 160];
const fan = {
  ...{ apexX: 80, apexY: 10, leftAngle: -0.6, rightAngle: 0.6 },
  ...{ innerRadius: 0, outerRadius: 160 },
};

/** A sector of grey 100 with a bright spot in its left half. */
function sector(): EchoImages {
  const data = Uint8ClampedArray.from({ length: Rows * Columns }, (_, i) => {
    const [x, y] = [(i % Columns) + 0.5, Math.floor(i / Columns) + 0.5];
    const { angle, radius } = fanPoint(fan, x, y);
    const isSpot = Math.hypot(x - 60, y - 110) < 6;
    return Math.abs(angle) <= 0.6 && radius <= 160 ? (isSpot ? 230 : 100) : 0;
  });
  return { frames: [{ Rows, Columns, channels: 1, data }], mmPerPixel: 0.8, fan };
}

async function shifted(name: string): Promise<EchoImages> {
  const shift = imageShifts.find((one) => one.name.startsWith(name));
  if (!shift) {
    throw new Error(`no shift ${name}`);
  }
  return shift.change(sector(), 'spec');
}

const area = ({ frames: [{ data }] }: EchoImages) => data.filter((grey) => grey > 20).length;

/** Of the pixels above 195: its mirror image below is darker. */
function spotOf({ frames: [frame] }: EchoImages): { x: number; y: number; count: number } {
  const bright = [...frame.data.keys()].filter((i) => frame.data[i] > 195);
  const mean = (of: (i: number) => number) =>
    bright.reduce((sum, i) => sum + of(i), 0) / bright.length;
  return {
    x: mean((i) => (i % frame.Columns) + 0.5),
    y: mean((i) => Math.floor(i / frame.Columns) + 0.5),
    count: bright.length,
  };
}

describe('shifts of images', () => {
  it('leave the images alone where nothing is shifted', async () => {
    expect(await shifted('none')).toEqual(sector());
  });

  it('narrow the sector and cut its depth by the share that they say', async () => {
    expect(area(await shifted('sector x 0.62')) / area(sector())).toBeCloseTo(0.62, 1);
    expect(area(await shifted('depth x 0.78')) / area(sector())).toBeCloseTo(0.78 ** 2, 1);
  });

  it('continue the sector below by four centimetres, the tissue in its place', async () => {
    const deeper = await shifted('depth + 4 cm');
    expect(deeper.fan.outerRadius).toBe(210);
    expect(area(deeper) / area(sector())).toBeCloseTo((210 / 160) ** 2, 1);
    const [before, after] = [spotOf(sector()), spotOf(deeper)];
    expect(after.y).toBeCloseTo(before.y, 1);
    expect(after.x - deeper.fan.apexX).toBeCloseTo(before.x - fan.apexX, 1);
  });

  it('mirror and turn what is shown', async () => {
    const spot = spotOf(sector());
    expect(spotOf(await shifted('left-right')).x).toBeCloseTo(Columns - spot.x, 1);
    expect(spotOf(await shifted('up-down')).y).toBeCloseTo(Rows - spot.y, 1);
  });

  it('keep the physical size of what they enlarge or shrink', async () => {
    const sizeOf = (images: EchoImages) => spotOf(images).count * images.mmPerPixel ** 2;
    for (const name of ['zoom x 1.3', '112 pixels']) {
      expect(sizeOf(await shifted(name)) / sizeOf(sector())).toBeCloseTo(1, 0);
    }
  });

  it.each(['gain - 8', 'gain + 8', 'time gain: near - 8', 'gamma 0.6', 'fine speckle'])(
    'leave the area of the sector as it is: %s',
    async (name) => {
      const { frames } = await shifted(name);
      const lit = frames[0].data.filter((grey) => grey > 0).length;
      expect(lit).toBe(sector().frames[0].data.filter((grey) => grey > 0).length);
    },
  );

  it('brighten with gain, and the far part alone with time gain', async () => {
    const at = ({ frames: [{ data }] }: EchoImages, y: number) => data[y * Columns + 80];
    const [usual, gain, timeGain] = [
      sector(),
      await shifted('gain + 8'),
      await shifted('time gain: near - 8'),
    ];
    expect(at(gain, 80)).toBeGreaterThan(at(usual, 80) + 25);
    expect(at(timeGain, 20)).toBeLessThan(at(usual, 20));
    expect(at(timeGain, 160)).toBeGreaterThan(at(usual, 160));
  });
});
