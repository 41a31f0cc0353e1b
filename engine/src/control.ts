/** Addresses of the synchronisation words; assembly/control.ts reads the same. */
export const control = {
  runGeneration: 192,
  quit: 256,
  threadCount: 260,
  steps: 264,
  stepCount: 268,
  chunkCounters: 272,
  scratch: 276,
  patienceMs: 280,
} as const;

/** Scratch bytes per thread. */
export const scratchBytes = 2 ** 18;

/** First byte that the host may allocate. */
export const firstFreeByte = 2048;
