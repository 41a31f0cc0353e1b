import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { control } from './control';
import { stepBytes, stepKinds, stepWords, writeSteps } from './steps';

const source = (name: string) => readFileSync(path.join(__dirname, '../assembly', name), 'utf8');

describe('the memory layout shared by host and kernels', () => {
  it('has the same order of words', () => {
    const fields = [...source('step.ts').matchAll(/^ {2}(\w+): (?:i32|usize|f32);/gm)];
    expect(fields.map(([, name]) => name)).toEqual([...stepWords]);
  });

  it('has the same number for each kind of step', () => {
    const kinds = [...source('step.ts').matchAll(/^export const (\w+): i32 = (\d+);/gm)];
    expect(Object.fromEntries(kinds.map(([, name, value]) => [name, Number(value)]))).toEqual(
      stepKinds,
    );
  });

  it('has the same place for each word that synchronises threads', () => {
    const words = [...source('control.ts').matchAll(/^export const (\w+): usize = (\d+);/gm)];
    expect(Object.fromEntries(words.map(([, name, value]) => [name, Number(value)]))).toMatchObject(
      control,
    );
  });
});

describe('writeSteps', () => {
  it('writes words as integers, and the scale as a float', () => {
    const memory = new ArrayBuffer(2 * stepBytes + 8);
    writeSteps(memory, 8, [
      { kind: 1, chunks: 2 },
      { kind: 3, chunks: 1, inputRow: -12, scale: 0.25 },
    ]);
    const word = (step: number, name: (typeof stepWords)[number]) =>
      8 + step * stepBytes + 4 * stepWords.indexOf(name);
    const view = new DataView(memory);
    expect(view.getInt32(word(0, 'kind'), true)).toBe(1);
    expect(view.getInt32(word(1, 'chunks'), true)).toBe(1);
    expect(view.getInt32(word(1, 'inputRow'), true)).toBe(-12);
    expect(view.getFloat32(word(1, 'scale'), true)).toBe(0.25);
  });
});
