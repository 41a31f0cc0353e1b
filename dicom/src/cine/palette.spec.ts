import { describe, expect, it } from '@jest/globals';
import { applyPalette, readPalette } from './palette';

const colours = ['Red', 'Green', 'Blue'] as const;

function instanceWith(descriptor: number[], data: unknown): Record<string, unknown> {
  return Object.fromEntries(
    colours.flatMap((colour) => [
      [`${colour}PaletteColorLookupTableDescriptor`, descriptor],
      [`${colour}PaletteColorLookupTableData`, data],
    ]),
  );
}

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
const words = (...values: number[]) =>
  bytes(...values.flatMap((value) => [value & 255, value >> 8]));
const greyOf = (instance: Record<string, unknown>, stored: number[]) =>
  [...applyPalette(Uint8Array.from(stored), readPalette(instance))].filter((_, i) => i % 3 === 0);

describe('a colour palette', () => {
  it.each<[string, number[], unknown]>([
    ['of 16 bits', [3, 0, 16], [words(0, 0x8080, 0xffff)]],
    ['that declares 16 bits and holds 8', [3, 0, 16], [words(0, 128, 255)]],
    ['of 8 bits, padded to an even length', [3, 0, 8], [bytes(0, 128, 255, 0)]],
    ['of 8 bits in words', [3, 0, 8], [words(0, 128, 255)]],
    ['read as numbers', [3, 0, 16], [0, 0x8080, 0xffff]],
  ])('%s is applied', (_, descriptor, data) => {
    expect(greyOf(instanceWith(descriptor, data), [0, 1, 2])).toEqual([0, 128, 255]);
  });

  it('begins at its first mapped value, and its ends serve what lies beyond', () => {
    const instance = instanceWith([2, 10, 8], [bytes(40, 50)]);
    expect(greyOf(instance, [0, 10, 11, 200])).toEqual([40, 40, 50, 50]);
  });

  it('keeps its three colours apart', () => {
    const instance = {
      ...instanceWith([2, 0, 8], [bytes(1, 2)]),
      BluePaletteColorLookupTableData: [bytes(7, 8)],
    };
    expect([...applyPalette(Uint8Array.of(1, 0), readPalette(instance))]).toEqual([
      ...[2, 2, 8],
      ...[1, 1, 7],
    ]);
  });

  it('has one scale for its three colours, where one of them is dark throughout', () => {
    const instance = {
      ...instanceWith([2, 0, 16], [words(0, 0xffff)]),
      RedPaletteColorLookupTableData: [words(0, 0xff)],
    };
    expect([...applyPalette(Uint8Array.of(1), readPalette(instance))]).toEqual([0, 255, 255]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['missing', {}],
    ['shorter than it says', instanceWith([256, 0, 8], [bytes(1, 2)])],
  ])('that is %s is reported', (_, instance) => {
    expect(() => readPalette(instance)).toThrow('its colour palette is missing or too short');
  });
});
