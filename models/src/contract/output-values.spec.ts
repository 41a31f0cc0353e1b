import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NetworkOutput } from './contract-schema';
import { outputValues, valueCount } from './output-values';

const tensor = (...values: number[]) => ({
  dims: [1, values.length],
  values: Float32Array.from(values),
});
const probability = (logit: number) => 1 / (1 + Math.exp(-logit));
const read = (output: NetworkOutput, ...values: number[]) =>
  outputValues([output], () => tensor(...values));

describe('outputValues', () => {
  it('keeps numbers and logits, and turns probabilities into logits', () => {
    expect(read({ length: 2, meaning: 'numbers' }, 55, 60)).toEqual([55, 60]);
    expect(read({ length: 1, meaning: 'logits' }, -2)).toEqual([-2]);
    const [logit] = read({ length: 1, meaning: 'probabilities' }, 0.2);
    expect(probability(logit)).toBeCloseTo(0.2, 6);
  });

  it('adds the probabilities of the classes that stand for one value', () => {
    const values = read(
      { length: 3, meaning: 'class logits', sums: [[0], [1, 2]] },
      Math.log(0.5),
      Math.log(0.2),
      Math.log(0.3),
    );
    expect(values.map(probability).map((one) => one.toFixed(4))).toEqual(['0.5000', '0.5000']);
  });

  it('gives probabilities of classes that add up to 1, however large the logits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 12 }),
        (logits) => {
          const values = read({ length: logits.length, meaning: 'class logits' }, ...logits);
          expect(values.every(Number.isFinite)).toBe(true);
          const sum = values.map(probability).reduce((total, one) => total + one, 0);
          expect(sum).toBeCloseTo(1, 4);
        },
      ),
    );
  });

  it('reads several outputs by name, in the order of the contract', () => {
    const outputs: NetworkOutput[] = [
      { tensor: 'b', length: 1, meaning: 'numbers' },
      { tensor: 'a', length: 2, meaning: 'numbers' },
    ];
    const results = new Map([
      ['a', tensor(1, 2)],
      ['b', tensor(3)],
    ]);
    expect(outputValues(outputs, (name) => results.get(name ?? ''))).toEqual([3, 1, 2]);
    expect(valueCount(outputs)).toBe(3);
  });

  it.each<[string, NetworkOutput, number[], RegExp]>([
    ['of another length', { length: 2, meaning: 'numbers' }, [1], /has 1 numbers \(1x1\).*says 2/],
    ['with NaN', { length: 1, meaning: 'numbers' }, [Number.NaN], /no numbers \(NaN or infinite\)/],
    ['with infinity', { length: 1, meaning: 'logits' }, [Infinity], /no numbers/],
  ])('rejects an output %s', (_what, output, values, sentence) => {
    expect(() => read(output, ...values)).toThrow(sentence);
  });

  it('names an output that the file does not have', () => {
    const output = { tensor: 'ef', length: 1, meaning: 'numbers' } as const;
    expect(() => outputValues([output], () => undefined)).toThrow(
      "The network's output ef is missing; the contract does not fit the file.",
    );
  });
});
