import { type RandomStream, uniformNumbers } from './numbers';

/**
 * A stream of random numbers that depends on nothing but its key, e.g. (seed, epoch, clip): a run
 * that is resumed draws what the run in one piece would have drawn. The key is hashed by FNV-1a.
 */
export function randomStream(...key: readonly (number | string)[]): RandomStream {
  let hash = 0x811c9dc5;
  for (const character of key.join('/')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return uniformNumbers(hash);
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: RandomStream): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
