import { beforeAll, describe, expect, it } from '@jest/globals';
import { readLayout } from '@echonet/dicom/node';
import { randomStream } from '@echonet/models/random';
import { fuzz } from './fuzz';
import { mutate } from './mutate';
import { seedFiles } from './seeds';
import { stumbleIn, targetNames } from './targets';

/** `npm run fuzz` reads nearly a thousand times as many. */
const mutants = 120;

describe('damaged and hostile files', () => {
  let seeds: Map<string, Buffer>;

  beforeAll(async () => {
    seeds = await seedFiles();
  });

  it.each(targetNames)(
    'are read or refused with a sentence: %s',
    async (target) => {
      const result = await fuzz({ target, seeds, seed: 'spec', from: 0, to: mutants });
      const problems = result.findings.map(
        ({ index, changes, problem }) => `${index} (${changes.join('; ')}): ${problem}`,
      );
      expect(problems).toEqual([]);
      expect(result.read + result.refused).toBe(mutants);
      expect(result.refused).toBeGreaterThan(mutants / 10);
    },
    300_000,
  );

  it('are the same for the same seed, and mostly differ from the file', () => {
    const file = seeds.get('native cine')!;
    const made = (index: number) => mutate(file, randomStream('spec', index));
    const all = Array.from({ length: 50 }, (_, index) => made(index));
    expect(all.map(({ bytes }) => bytes)).toEqual(all.map((_, index) => made(index).bytes));
    expect(all.filter(({ bytes }) => bytes.equals(file)).length).toBeLessThan(5);
    expect(all.some(({ bytes }) => isReadable(bytes))).toBe(true);
    expect(all.some(({ bytes }) => !isReadable(bytes))).toBe(true);
  });
});

function isReadable(bytes: Buffer): boolean {
  try {
    return readLayout(bytes).elements.length > 0;
  } catch {
    return false;
  }
}

describe('words of the runtime in a refusal', () => {
  it('are found', () => {
    expect(stumbleIn("Cannot read properties of undefined (reading 'x')")).toBeDefined();
    expect(stumbleIn('Maximum call stack size exceeded')).toBeDefined();
    expect(stumbleIn('It is cut short: element (0028,0010) wants 9 bytes, 2 are there.')).toBe(
      undefined,
    );
  });
});
