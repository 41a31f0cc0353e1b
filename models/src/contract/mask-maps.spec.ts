import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MaskOutput } from './contract-schema';
import { maskLogits, maskSample, maskStructures } from './mask-maps';

const size = 2;
const classes: MaskOutput = {
  layout: 'NCHW',
  meaning: 'class logits',
  classes: ['background', 'LV', 'background', 'LA'],
};
const channelsFirst = (values: readonly (readonly number[])[]) => ({
  dims: [1, values.length, size, size],
  values: Float32Array.from(values.flat()),
});
const own: MaskOutput = { layout: 'NCHW', meaning: 'logits', classes: ['LV'] };

describe('maskLogits', () => {
  it('takes the most probable of several background classes, and keeps the others', () => {
    const logits = maskLogits(
      classes,
      channelsFirst([
        [1, 5, 0, 0],
        [2, 2, 2, 2],
        [3, 0, 0, 0],
        [4, 4, 4, 9],
      ]),
      size,
    );
    expect(maskStructures(classes)).toEqual(['background', 'LV', 'LA']);
    expect([...logits]).toEqual([3, 2, 4, 5, 2, 4, 0, 2, 4, 0, 2, 9]);
  });

  it('reads channels last alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 16, maxLength: 16 }),
        (values) => {
          const first = { dims: [1, 4, 2, 2], values: Float32Array.from(values) };
          const last = Float32Array.from(values, (_, i) => values[(i % 4) * 4 + Math.floor(i / 4)]);
          expect(
            maskLogits({ ...classes, layout: 'NHWC' }, { dims: [1, 2, 2, 4], values: last }, size),
          ).toEqual(maskLogits(classes, first, size));
        },
      ),
    );
  });

  it('puts the border of a class of its own where its probability is the threshold', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (threshold, probability) => {
          fc.pre(Math.abs(threshold - probability) > 1e-6);
          const logit = Math.log(probability / (1 - probability));
          for (const [meaning, value] of [
            ['logits', logit],
            ['probabilities', probability],
          ] as const) {
            const tensor = channelsFirst([[value, value, value, value]]);
            const [background, ventricle] = maskLogits({ ...own, meaning, threshold }, tensor, 2);
            expect(ventricle > background).toBe(probability > threshold);
          }
        },
      ),
    );
  });

  it('takes the logarithm of probabilities of classes, also where one is 0', () => {
    const mask: MaskOutput = {
      ...classes,
      meaning: 'class probabilities',
      classes: ['background', 'LV'],
    };
    const logits = maskLogits(
      mask,
      channelsFirst([
        [0.25, 1, 0, 0.5],
        [0.75, 0, 1, 0.5],
      ]),
      size,
    );
    expect(logits[1] - logits[0]).toBeCloseTo(Math.log(3), 5);
    expect(logits.every(Number.isFinite)).toBe(true);
    expect(logits[2]).toBeGreaterThan(logits[3]);
    expect(logits[6]).toBe(logits[7]);
  });

  it.each([
    ['another shape', { dims: [1, 4, 4, 1], values: new Float32Array(16) }, /4x4x1.*1x4x2x2/],
    [
      'NaN',
      channelsFirst([[0, NaN, 0, 0], [], [], []].map((row) => [...row, 0, 0, 0, 0].slice(0, 4))),
      /no numbers/,
    ],
  ])('refuses %s with a sentence', (_what, tensor, sentence) => {
    expect(() => maskLogits(classes, tensor, size)).toThrow(sentence);
  });
});

describe('maskSample', () => {
  it('takes evenly spaced values, at most 256', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => i);
    const sample = maskSample({ dims: [1000], values });
    expect(sample).toHaveLength(250);
    expect(sample.slice(0, 3)).toEqual([0, 4, 8]);
  });
});
