/** Repeatable random numbers: the same seed gives the same numbers on every machine and backend. */

/** Independent uniform numbers in [0, 1). */
export type RandomStream = () => number;

/**
 * The mulberry32 generator (Tommy Ettinger, public domain): 32 bits of state, enough for noise and
 * test data and not for secrets.
 *
 * @param seed a whole number; its lowest 32 bits count
 */
export function uniformNumbers(seed: number): RandomStream {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Independent numbers with mean 0 and standard deviation 1; each pair takes two uniform numbers.
 *
 * @param seed as for {@link uniformNumbers}
 */
export function normalNumbers(seed: number): () => number {
  const uniform = uniformNumbers(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const [value, next] = normalPair(uniform);
    spare = next;
    return value;
  };
}

/**
 * Independent numbers with mean 0 and standard deviation 1 from a stream that others draw from too:
 * each takes exactly two uniform numbers, so nothing is held back between calls.
 */
export function normalStream(uniform: RandomStream): () => number {
  return () => normalPair(uniform)[0];
}

/** The transform of Box and Muller, Ann Math Stat 29:610 (1958). */
function normalPair(uniform: RandomStream): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  const angle = 2 * Math.PI * uniform();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
