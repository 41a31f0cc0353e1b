/** Repeatable random numbers: the same seed gives the same numbers on every machine and backend. */

/**
 * Uniform numbers in [0, 1): the mulberry32 generator (Tommy Ettinger, public domain), 32 bits of
 * state, enough for noise and test data and not for secrets.
 *
 * @param seed a whole number; its lowest 32 bits count.
 */
export function uniformNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Normally distributed numbers with mean 0 and standard deviation 1, by the transform of Box and
 * Muller (1958).
 *
 * @param seed as for {@link uniformNumbers}.
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
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
