/**
 * Where the threads meet: a few words at the start of the shared memory. The host's control.ts
 * writes the same words.
 */

/** Counts the barriers passed. */
export const barrierGeneration: usize = 64;
/** Threads that wait at the barrier. */
export const barrierArrivals: usize = 128;
/**
 * Counts the runs, in steps of 256, and has the number of threads of the last run in its lowest
 * bits; threads sleep until it changes. One word, so that a thread that slept through runs which did
 * not need it never mistakes one run for another.
 */
export const runGeneration: usize = 192;
/** Set when the threads shall end. */
export const quit: usize = 256;
/** Number of threads, this module's caller included. */
export const threadCount: usize = 260;
/** Address and number of the steps of the run. */
export const steps: usize = 264;
export const stepCount: usize = 268;
/** One word for each step: the chunks of it that are taken. */
export const chunkCounters: usize = 272;
/** Working space of the first thread; those of the others follow. */
export const scratch: usize = 276;
/** A thread that does not come within so many milliseconds is gone. */
export const patienceMs: usize = 280;

/** Bytes of working space for each thread. */
export const scratchBytes: i32 = 4096;

/**
 * Sleeps until somebody notifies, unless the word at the address differs from the value already.
 *
 * The host does the waiting: some versions of V8 clobber a local of the function that waits
 * (seen with Node 20).
 *
 * @returns 1, or 0 when nobody did within so many milliseconds.
 */
// @ts-expect-error a decorator of AssemblyScript
@external('env', 'wait')
export declare function wait(address: usize, value: i32, milliseconds: i32): i32;
