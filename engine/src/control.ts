/** Addresses of the words where the threads meet; assembly/control.ts reads the same. */
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

/** Bytes of working space for each thread. */
export const scratchBytes = 4096;

/** Where the host may begin to lay out memory. */
export const firstFreeByte = 2048;
