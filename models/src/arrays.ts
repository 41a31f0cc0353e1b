/** Number of values of a tensor with this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether no value is infinite or NaN; a plain loop, since typed arrays' own `every` takes ten times as long. */
export function areFinite(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      return false;
    }
  }
  return true;
}

/** End to end; a single array is returned as it is, not copied. */
export function concatenateFloats(parts: readonly Float32Array[]): Float32Array {
  return parts.length === 1 ? parts[0] : copyParts(parts, (length) => new Float32Array(length));
}

/** End to end, as a copy. */
export function concatenateBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return copyParts(parts, (length) => new Uint8Array(length));
}

function copyParts<Part extends Float32Array | Uint8Array, Whole extends Float32Array | Uint8Array>(
  parts: readonly Part[],
  create: (length: number) => Whole,
): Whole {
  const whole = create(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
