import * as tf from '@tensorflow/tfjs-core';
import { extent } from 'd3-array';
import type { WeightGroup } from '@echonet/models';

/** Storage types of kernels: 2, 1 or 4 bytes per weight. */
export const weightTypes = ['float16', 'uint8', 'float32'] as const;

export type WeightType = (typeof weightTypes)[number];

/** Weights of a layers model: specs and concatenated values. */
export interface EncodedWeights {
  readonly specs: WeightGroup['weights'];
  readonly data: Uint8Array;
}

/**
 * Encodes weights for a layers model. Only kernels are rounded: they are nearly all of the weights,
 * and variances of batch normalisation may exceed float16's range. uint8 quantises each kernel to
 * 256 equal levels between its minimum and maximum, as tfjs defines it.
 */
export async function encodeWeights(
  weights: ReadonlyMap<string, tf.Tensor>,
  type: WeightType,
): Promise<EncodedWeights> {
  const specs: EncodedWeights['specs'] = [];
  const parts: Uint8Array[] = [];
  for (const [name, tensor] of weights) {
    const values = await tensor.data<'float32'>();
    const entry = { name, shape: [...tensor.shape], dtype: 'float32' as const };
    if (type === 'float16' && tensor.rank > 1) {
      specs.push({ ...entry, quantization: { dtype: 'float16' } });
      parts.push(toBytes(Uint16Array.from(values, toFloat16)));
    } else if (type === 'uint8' && tensor.rank > 1) {
      const { levels, scale, min } = toLevels(values);
      specs.push({ ...entry, quantization: { dtype: 'uint8', scale, min } });
      parts.push(levels);
    } else {
      specs.push(entry);
      parts.push(toBytes(values));
    }
  }
  return { specs, data: Buffer.concat(parts) };
}

/** Decodes weights as tfjs does on loading; the caller disposes them. */
export function decodeWeights({ specs, data }: EncodedWeights): Map<string, tf.Tensor> {
  const buffer = new Uint8Array(data).buffer;
  return new Map(Object.entries(tf.io.decodeWeights(buffer, specs)));
}

/** Quantises to 256 levels: value = level * scale + min. */
function toLevels(values: Float32Array): { levels: Uint8Array; scale: number; min: number } {
  const [min = 0, max = 0] = extent(values);
  const scale = (max - min) / 255 || 1;
  return {
    levels: Uint8Array.from(values, (value) => Math.round((value - min) / scale)),
    scale,
    min,
  };
}

function toBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

const floatBits = new DataView(new ArrayBuffer(4));

/** Bits of the nearest IEEE 754 half-precision number, ties to even; infinity beyond its range. */
export function toFloat16(value: number): number {
  floatBits.setFloat32(0, value);
  const bits = floatBits.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = bits & 0x7fffff;
  if (exponent === 128) {
    return sign | 0x7c00 | (fraction ? 0x200 : 0);
  }
  if (exponent < -25) {
    return sign;
  }
  // Subnormal below 2^-14: the implicit leading bit becomes explicit.
  const subnormal = exponent < -14;
  const significand = subnormal ? fraction | 0x800000 : fraction;
  const shift = subnormal ? -1 - exponent : 13;
  const kept = significand >>> shift;
  const rest = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const roundUp = rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0;
  const magnitude = subnormal ? kept + roundUp : ((exponent + 15) << 10) + kept + roundUp;
  return sign | Math.min(magnitude, 0x7c00);
}
