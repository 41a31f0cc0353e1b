import { describe, expect, it } from '@jest/globals';
import { augmentInto } from './augmentation';

const size = 9;
const everywhere = new Uint8Array(size * size).fill(1);

function augmented(frame: Uint8Array, rotationDegrees: number, brightness = 0, mask = everywhere) {
  const target = new Float32Array(size * size);
  augmentInto(target, frame, mask, size, 1, { rotationDegrees, brightness });
  return target;
}

function dotAt(x: number, y: number): Uint8Array {
  const frame = new Uint8Array(size * size);
  frame[y * size + x] = 255;
  return frame;
}

describe('augmentInto', () => {
  it('rotates the image counter-clockwise about its centre', () => {
    // A point right of the centre moves above it.
    const target = augmented(dotAt(6, 4), 90);
    expect(target[2 * size + 4]).toBeCloseTo(1, 5);
    expect(target[4 * size + 6]).toBeCloseTo(0, 5);
  });

  it('preserves the sum of grey values by interpolation', () => {
    const total = augmented(dotAt(5, 4), 30).reduce((sum, grey) => sum + grey, 0);
    expect(total).toBeGreaterThan(0.8);
    expect(total).toBeLessThan(1.2);
  });

  it('changes brightness inside the sector only, within [0, 1]', () => {
    const mask = new Uint8Array(size * size);
    mask[4 * size + 4] = 1;
    mask[4 * size + 5] = 1;
    const target = augmented(dotAt(5, 4), 0, 0.1, mask);
    expect(target[4 * size + 4]).toBeCloseTo(0.1, 6);
    expect(target[4 * size + 5]).toBe(1);
    expect(target[0]).toBe(0);
  });
});
