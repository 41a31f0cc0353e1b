/**
 * Synchronisation words at the start of the shared memory; src/control.ts writes the same words.
 */

/** Number of barriers passed. */
export const barrierGeneration: usize = 64;
/** Number of threads waiting at the barrier. */
export const barrierArrivals: usize = 128;
/**
 * Run counter in steps of 256, with the number of threads of the last run in its lowest bits;
 * threads sleep until it changes. One word holds both, so that a thread that slept through runs
 * without it cannot confuse them.
 */
export const runGeneration: usize = 192;
/** Non-zero when the threads must end. */
export const quit: usize = 256;
/** Number of threads, including the caller. */
export const threadCount: usize = 260;
/** Address and number of the steps of the run. */
export const steps: usize = 264;
export const stepCount: usize = 268;
/** One word per step: number of chunks taken. */
export const chunkCounters: usize = 272;
/** Scratch memory of the first thread; those of the others follow. */
export const scratch: usize = 276;
/** Timeout in ms after which a missing thread counts as lost. */
export const patienceMs: usize = 280;

/** Scratch bytes per thread. */
export const scratchBytes: i32 = 262144;

/**
 * Waits for a notification unless the word at the address already differs from the value. The host
 * waits: some versions of V8 clobber a local variable of a function that waits (seen with Node 20).
 * @returns 1, or 0 after the timeout in ms
 */
// @ts-expect-error a decorator of AssemblyScript
@external('env', 'wait')
export declare function wait(address: usize, value: i32, milliseconds: i32): i32;
