import sharp, { type Sharp } from 'sharp';
import { normalStream, randomStream } from '@echonet/models/random';
import { fanPoint, greyAt, mapPixels, type EchoImages } from './echo-images';

/** A change of the images of a clip that leaves the heart and its volumes as they are. */
export interface ImageShift {
  readonly name: string;
  /** @param key of what is random in it */
  readonly change: (images: EchoImages, key: string) => EchoImages | Promise<EchoImages>;
}

const mmPerCm = 10;

/** Keeps the middle part of the opening angle; the rest is black. */
function narrowSector(images: EchoImages, share: number): EchoImages {
  const { fan } = images;
  const middle = (fan.leftAngle + fan.rightAngle) / 2;
  const half = (share * (fan.rightAngle - fan.leftAngle)) / 2;
  const changed = mapPixels(images, (grey, x, y) =>
    Math.abs(fanPoint(fan, x, y).angle - middle) > half ? 0 : grey,
  );
  return { ...changed, fan: { ...fan, leftAngle: middle - half, rightAngle: middle + half } };
}

/** Cuts the far part off. @param share of the depth that remains */
function shallower(images: EchoImages, share: number): EchoImages {
  const { fan } = images;
  const outerRadius = fan.innerRadius + share * (fan.outerRadius - fan.innerRadius);
  const changed = mapPixels(images, (grey, x, y) =>
    fanPoint(fan, x, y).radius > outerRadius ? 0 : grey,
  );
  return { ...changed, fan: { ...fan, outerRadius } };
}

/** Fading of what is made up below the image, per pixel of depth. */
const fading = 0.004;

/** Goes on below the image with its mirror image in the bottom arc, fading, in enlarged frames. */
function deeper({ frames, fan, mmPerPixel }: EchoImages, cm: number): EchoImages {
  const more = Math.round((cm * mmPerCm) / mmPerPixel);
  const outerRadius = fan.outerRadius + more;
  const [left, right] = [fan.leftAngle, fan.rightAngle];
  const wider = Math.ceil(more * Math.max(Math.sin(right), -Math.sin(left)));
  const enlarged = frames.map((frame) => {
    const [Rows, Columns] = [frame.Rows + more, frame.Columns + 2 * wider];
    const data = Uint8ClampedArray.from({ length: Rows * Columns }, (_, i) => {
      const [x, y] = [(i % Columns) + 0.5 - wider, Math.floor(i / Columns) + 0.5];
      const { angle, radius } = fanPoint(fan, x, y);
      const beyond = radius - fan.outerRadius + 1.5;
      if (beyond <= 0) {
        return greyAt(frame, x, y);
      }
      if (radius > outerRadius || angle < left || angle > right) {
        return 0;
      }
      const mirrored = fan.outerRadius - 1.5 - beyond;
      const grey = greyAt(
        frame,
        fan.apexX + mirrored * Math.sin(angle),
        fan.apexY + mirrored * Math.cos(angle),
      );
      return grey * Math.exp(-fading * beyond);
    });
    return { Rows, Columns, channels: 1 as const, data };
  });
  return { frames: enlarged, mmPerPixel, fan: { ...fan, outerRadius, apexX: fan.apexX + wider } };
}

function mirrored({ frames, fan, mmPerPixel }: EchoImages): EchoImages {
  const width = frames[0].Columns;
  const images = { frames, fan, mmPerPixel };
  const [leftAngle, rightAngle] = [-fan.rightAngle, -fan.leftAngle];
  return {
    ...resampled(images, (x, y) => [width - x, y]),
    fan: { ...fan, apexX: width - fan.apexX, leftAngle, rightAngle },
  };
}

const upsideDown = (images: EchoImages): EchoImages =>
  resampled(images, (x, y) => [x, images.frames[0].Rows - y]);

/** @param from the point of the image that is shown at a point */
function resampled(
  images: EchoImages,
  from: (x: number, y: number) => readonly [number, number],
): EchoImages {
  return mapPixels(images, (_, x, y, frame) => greyAt(images.frames[frame], ...from(x, y)));
}

/** Enlarges the middle of the sector; the frame's borders cut off the rest. */
function zoomed(images: EchoImages, factor: number): EchoImages {
  const { fan, mmPerPixel } = images;
  const middle = (fan.innerRadius + fan.outerRadius) / 2;
  const axis = (fan.leftAngle + fan.rightAngle) / 2;
  const [x0, y0] = [fan.apexX + middle * Math.sin(axis), fan.apexY + middle * Math.cos(axis)];
  return {
    ...resampled(images, (x, y) => [x0 + (x - x0) / factor, y0 + (y - y0) / factor]),
    mmPerPixel: mmPerPixel / factor,
  };
}

/** Where there is an echo; black outside the sector stays black. */
const ofEchoes = (images: EchoImages, value: (grey: number, x: number, y: number) => number) =>
  mapPixels(images, (grey, x, y) => (grey > 0 ? Math.max(1, value(grey, x, y)) : 0));

/** Of a screen with 60 dB in 255 grey values: a change of gain adds grey values. */
const greyPerDb = 255 / 60;

const gain = (images: EchoImages, db: number): EchoImages =>
  ofEchoes(images, (grey) => grey + greyPerDb * db);

/** @param db at the bottom of the sector; as much less at the probe */
const timeGain = (images: EchoImages, db: number): EchoImages => {
  const { innerRadius, outerRadius } = images.fan;
  return ofEchoes(images, (grey, x, y) => {
    const part = (fanPoint(images.fan, x, y).radius - innerRadius) / (outerRadius - innerRadius);
    return grey + greyPerDb * db * (2 * part - 1);
  });
};

const gamma = (images: EchoImages, exponent: number): EchoImages =>
  ofEchoes(images, (grey) => 255 * (grey / 255) ** exponent);

const raw = ({ Rows, Columns }: { readonly Rows: number; readonly Columns: number }) => ({
  raw: { width: Columns, height: Rows, channels: 1 as const },
});

/** Replaces the frames by what an image program makes of them. */
async function filtered(
  images: EchoImages,
  filter: (frame: Sharp) => Promise<Buffer> | Buffer,
): Promise<EchoImages> {
  const frames = await Promise.all(
    images.frames.map(async (frame) => {
      const data = await filter(sharp(frame.data, raw(frame)));
      return { ...frame, data: new Uint8ClampedArray(data) };
    }),
  );
  return { ...images, frames };
}

const rawGrey = (frame: Sharp): Promise<Buffer> => frame.greyscale().raw().toBuffer();

const blurred = (images: EchoImages, mm: number): Promise<EchoImages> =>
  filtered(images, (frame) => rawGrey(frame.blur(mm / images.mmPerPixel)));

/** As an export of few pixels with strong compression. */
async function exported(images: EchoImages, side: number, quality: number): Promise<EchoImages> {
  const { frames, fan, mmPerPixel } = images;
  const scale = side / Math.max(frames[0].Rows, frames[0].Columns);
  const [Rows, Columns] = [frames[0].Rows, frames[0].Columns].map((n) => Math.round(n * scale));
  const small = await Promise.all(
    frames.map(async (frame) => {
      const jpeg = await sharp(frame.data, raw(frame))
        .resize(Columns, Rows, { fit: 'fill' })
        .jpeg({ quality })
        .toBuffer();
      const data = new Uint8ClampedArray(await rawGrey(sharp(jpeg)));
      return { Rows, Columns, channels: 1 as const, data };
    }),
  );
  const { apexX, apexY, innerRadius, outerRadius } = fan;
  return {
    frames: small,
    mmPerPixel: mmPerPixel / scale,
    fan: {
      ...fan,
      apexX: apexX * scale,
      apexY: apexY * scale,
      innerRadius: innerRadius * scale,
      outerRadius: outerRadius * scale,
    },
  };
}

/** Multiplies echoes by noise. @param mm standard deviation of the blur that gives its grain */
async function speckle(images: EchoImages, key: string, mm: number): Promise<EchoImages> {
  const strength = 0.4;
  const frames = await Promise.all(
    images.frames.map(async (frame, index) => {
      const normal = normalStream(randomStream('speckle', key, index));
      const white = Uint8ClampedArray.from(frame.data, () => 128 + 50 * normal());
      const sigma = mm / images.mmPerPixel;
      const grains = sigma < 0.5 ? white : await rawGrey(sharp(white, raw(frame)).blur(sigma));
      const values = Float32Array.from(grains, (value) => value - 128);
      const deviation = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
      const data = Uint8ClampedArray.from(frame.data, (grey, i) =>
        grey > 0 ? Math.max(1, grey * (1 + (strength * values[i]) / deviation)) : 0,
      );
      return { ...frame, data };
    }),
  );
  return { ...images, frames };
}

export const imageShifts: readonly ImageShift[] = [
  { name: 'none', change: (images) => images },
  { name: 'sector x 0.62', change: (images) => narrowSector(images, 0.62) },
  { name: 'depth x 0.78', change: (images) => shallower(images, 0.78) },
  { name: 'depth + 4 cm (mirror image below)', change: (images) => deeper(images, 4) },
  { name: 'left-right', change: mirrored },
  { name: 'up-down', change: upsideDown },
  { name: 'zoom x 1.3', change: (images) => zoomed(images, 1.3) },
  { name: 'fine speckle (grain of a pixel)', change: (images, key) => speckle(images, key, 0.2) },
  { name: 'coarse speckle (grain of 1.5 mm)', change: (images, key) => speckle(images, key, 1.5) },
  { name: 'gain - 8 dB', change: (images) => gain(images, -8) },
  { name: 'gain + 8 dB', change: (images) => gain(images, 8) },
  { name: 'time gain: near - 8, far + 8 dB', change: (images) => timeGain(images, 8) },
  { name: 'time gain: near + 8, far - 8 dB', change: (images) => timeGain(images, -8) },
  { name: 'blur (standard deviation 1.5 mm)', change: (images) => blurred(images, 1.5) },
  { name: 'gamma 0.6', change: (images) => gamma(images, 0.6) },
  { name: 'gamma 1.6', change: (images) => gamma(images, 1.6) },
  { name: '112 pixels, JPEG quality 30', change: (images) => exported(images, 112, 30) },
];
