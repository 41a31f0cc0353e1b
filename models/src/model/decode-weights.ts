import { sizeOf } from '../arrays';
import type { NetworkWeights, WeightValues } from '../network/folding';
import { bytesOf, type StoredWeight, type WeightGroup } from './weight-groups';

/**
 * The weights of a group as plain numbers, by name.
 *
 * @param bytes all shards of the group, end to end; at least weightGroupBytes(group) long.
 */
export function decodeWeights({ weights }: WeightGroup, bytes: Uint8Array): NetworkWeights {
  const decoded = new Map<string, WeightValues>();
  let start = 0;
  for (const weight of weights) {
    const { name, shape } = weight;
    const count = sizeOf(shape);
    const values = decoderOf(weight)(bytes, start, count);
    decoded.set(name, { shape, values });
    start += count * bytesOf(weight);
  }
  return decoded;
}

/** Reads `count` numbers from byte `start`; files and all supported machines are little-endian. */
type Decoder = (bytes: Uint8Array, start: number, count: number) => Float32Array;

function decoderOf({ quantization }: StoredWeight): Decoder {
  const { scale = 1, min = 0 } = quantization ?? {};
  switch (quantization?.dtype) {
    case undefined:
      return (bytes, start, count) => new Float32Array(copied(bytes, start, 4 * count));
    case 'float16':
      return (bytes, start, count) => float16Numbers(halfWords(bytes, start, count));
    case 'uint16':
      return (bytes, start, count) => scaled(halfWords(bytes, start, count), scale, min);
    case 'uint8':
      return (bytes, start, count) => scaled(bytes.subarray(start, start + count), scale, min);
  }
}

/** A plain loop, as is `scaled`: Float32Array.from takes a tenth of a microsecond a number. */
function float16Numbers(words: Uint16Array): Float32Array {
  const values = float16Values();
  const numbers = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    numbers[i] = values[words[i]];
  }
  return numbers;
}

function scaled(levels: Uint16Array | Uint8Array, scale: number, min: number): Float32Array {
  const numbers = new Float32Array(levels.length);
  for (let i = 0; i < levels.length; i++) {
    numbers[i] = levels[i] * scale + min;
  }
  return numbers;
}

function halfWords(bytes: Uint8Array, start: number, count: number): Uint16Array {
  return new Uint16Array(copied(bytes, start, 2 * count));
}

let everyFloat16: Float32Array | undefined;

/** The value of every half-precision number (IEEE 754 binary16) by its bits; made on first use. */
function float16Values(): Float32Array {
  everyFloat16 ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = (bits & 0x3ff) / 2 ** 10;
    if (exponent === 0x1f) {
      return fraction ? Number.NaN : sign * Infinity;
    }
    return sign * (exponent === 0 ? 2 ** -14 * fraction : 2 ** (exponent - 15) * (1 + fraction));
  });
  return everyFloat16;
}

/** A copy, because a typed array cannot start at an unaligned byte, and weights may. */
function copied(bytes: Uint8Array, start: number, length: number): ArrayBuffer {
  return new Uint8Array(bytes.subarray(start, start + length)).buffer;
}
