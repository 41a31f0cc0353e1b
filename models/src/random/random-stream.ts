/** Uniform numbers in [0, 1), always the same for the same key. */
export type RandomStream = () => number;

/**
 * A stream of random numbers that depends on nothing but its key, e.g. (seed, epoch, clip): a run
 * that is resumed draws what the run in one piece would have drawn. Mulberry32, seeded by FNV-1a.
 */
export function randomStream(...key: readonly (number | string)[]): RandomStream {
  let state = 0x811c9dc5;
  for (const character of key.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
