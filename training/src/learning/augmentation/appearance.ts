/**
 * Random changes of grey values as scanners, settings and exports make them. Images are square, grey
 * values in [0, 1] row by row; functions change them in place unless they return a new image.
 */
import sharp from 'sharp';
import { normalStream, type RandomStream } from '@echonet/models/random';
import { blur, loseResolution } from '../../data/image-filters';

const between = (random: RandomStream, low: number, high: number) => low + (high - low) * random();

/** An export of 30 to 90 % of the pixels, up to a quarter more of them along one axis. */
export function randomResolution(
  image: Float32Array,
  size: number,
  random: RandomStream,
): Float32Array {
  const share = between(random, 0.3, 0.9);
  const across = Math.min(1, share * between(random, 0.8, 1.25));
  return loseResolution(image, size, Math.round(size * across), Math.round(size * share));
}

/** Blur, more across the beams than along them or the reverse. */
export function randomBlur(image: Float32Array, size: number, random: RandomStream): Float32Array {
  return blur(image, size, between(random, 0.4, 1.4), between(random, 0.4, 1.2));
}

/** Multiplicative speckle of 5 to 35 %, with grains of about one to four pixels. */
export function addSpeckle(image: Float32Array, size: number, random: RandomStream): void {
  const normal = normalStream(random);
  const noise = Float32Array.from(image, normal);
  const sigma = between(random, 0.4, 2);
  const grains = blur(noise, size, sigma * between(random, 1, 2), sigma);
  const deviation = Math.sqrt(
    grains.reduce((sum, value) => sum + value * value, 0) / grains.length,
  );
  const strength = between(random, 0.05, 0.35) / deviation;
  for (let i = 0; i < image.length; i++) {
    image[i] *= Math.min(3, Math.max(0, 1 + strength * grains[i]));
  }
}

/** Time gain and lateral gain: a factor that changes by e to the power of the slope to each side. */
export function addGainRamps(image: Float32Array, size: number, random: RandomStream): void {
  const normal = normalStream(random);
  const [alongDepth, across] = [0.35 * normal(), 0.35 * normal()];
  const ramp = (slope: number) =>
    Float32Array.from({ length: size }, (_, i) => Math.exp(slope * ((2 * i) / (size - 1) - 1)));
  const [rows, columns] = [ramp(alongDepth), ramp(across)];
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      image[i] *= rows[y] * columns[x];
    }
  }
}

/** A soft shadow (three in five) or haze, anywhere in the middle three fifths of the image. */
export function addShadowOrHaze(image: Float32Array, size: number, random: RandomStream): void {
  const bell = () => {
    const centre = between(random, 0.2, 0.8) * size;
    const width = between(random, 0.08, 0.3) * size;
    return Float32Array.from({ length: size }, (_, i) =>
      Math.exp(-0.5 * ((i - centre) / width) ** 2),
    );
  };
  const [rows, columns] = [bell(), bell()];
  const isShadow = random() < 0.6;
  const strength = isShadow ? between(random, 0.3, 0.9) : between(random, 0.05, 0.25);
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      const here = strength * rows[y] * columns[x];
      image[i] = isShadow ? image[i] * (1 - here) : image[i] + here;
    }
  }
}

/** Grey map: x to the power of a random gamma, of median 1. */
export function addGamma(image: Float32Array, random: RandomStream): void {
  const exponent = Math.exp(0.35 * normalStream(random)());
  for (let i = 0; i < image.length; i++) {
    image[i] = Math.min(1, Math.max(0, image[i])) ** exponent;
  }
}

/** Gain and brightness; results are cut to [0, 1]. */
export function addGainAndBrightness(image: Float32Array, random: RandomStream): void {
  const normal = normalStream(random);
  const [gain, brightness] = [Math.exp(0.2 * normal()), 0.04 * normal()];
  for (let i = 0; i < image.length; i++) {
    image[i] = Math.min(1, Math.max(0, image[i] * gain + brightness));
  }
}

/** JPEG compression of quality 15 to 70. */
export async function throughJpeg(
  image: Float32Array,
  size: number,
  random: RandomStream,
): Promise<Float32Array> {
  const quality = Math.floor(between(random, 15, 70));
  const bytes = Uint8Array.from(image, (value) =>
    Math.round(255 * Math.min(1, Math.max(0, value))),
  );
  const raw = { width: size, height: size, channels: 1 as const };
  const jpeg = await sharp(bytes, { raw }).jpeg({ quality }).toBuffer();
  const decoded = await sharp(jpeg).toColourspace('b-w').raw().toBuffer();
  return Float32Array.from(decoded, (value) => value / 255);
}

/**
 * Narrows the sector: a side or the bottom is cut off by up to 12 % of the image, or the opening
 * angle shrinks.
 *
 * @param mask 1 inside the sector; changed in place
 */
export function cutSector(mask: Uint8Array, size: number, random: RandomStream): void {
  const side = Math.floor(4 * random());
  const cut = between(random, 0, 0.12) * size;
  const opening = between(random, 0.6, 1.1);
  const stays = (x: number, y: number) => {
    switch (side) {
      case 0:
        return y < size - cut;
      case 1:
        return x < size - cut;
      case 2:
        return x > cut;
      default:
        return Math.abs(x - size / 2) < (y + 0.04 * size) * opening;
    }
  };
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      if (!stays(x, y)) {
        mask[i] = 0;
      }
    }
  }
}
