import { averageChunk, averageGradientChunk } from './average';
import { clearBorderChunk } from './clear';
import * as control from './control';
import { convChunk } from './conv';
import { maxPoolChunk, maxPoolGradientChunk } from './pool';
import * as kinds from './step';
import { Step } from './step';
import { upsampleChunk, upsampleGradientChunk } from './upsample';
import { winogradChunk } from './winograd';

/**
 * Number of polls of a barrier before a thread sleeps: a few tenths of a millisecond, longer than a
 * chunk takes, since sleeping and waking cost more than the rest of one.
 */
const spins: i32 = 60000;
/** Maximum number of threads: what the lowest bits of the run counter hold. */
const mostThreads: i32 = 255;
/** Timeout in ms after which a sleeping thread checks for missed runs. */
const wholeDay: i32 = 86_400_000;

/**
 * Runs the steps in the control words together with the serving threads.
 *
 * @returns 1, or 0 when a thread was lost and the results are invalid
 */
export function run(): i32 {
  const counters = load<usize>(control.chunkCounters);
  memory.fill(counters, 0, load<i32>(control.stepCount) * 4);
  const threads = load<i32>(control.threadCount);
  if (threads > 1) {
    const word = atomic.load<i32>(control.runGeneration);
    atomic.store<i32>(control.runGeneration, ((word & ~mostThreads) + mostThreads + 1) | threads);
    atomic.notify(control.runGeneration, -1);
  }
  return i32(work(0));
}

/** Takes part in every run that needs this thread until told to quit; blocks the thread. */
export function serve(thread: i32): void {
  let seen: i32 = 0;
  while (true) {
    while (atomic.load<i32>(control.runGeneration) == seen) {
      control.wait(control.runGeneration, seen, wholeDay);
    }
    if (atomic.load<i32>(control.quit)) return;
    seen = atomic.load<i32>(control.runGeneration);
    // A run waits for all its threads, so the word stays until they have finished.
    if (thread < (seen & mostThreads)) work(thread);
  }
}

/** Takes chunks of each step in turn; all threads go through the same steps. */
function work(thread: i32): bool {
  const count = load<i32>(control.stepCount);
  const steps = load<usize>(control.steps);
  const counters = load<usize>(control.chunkCounters);
  const scratch = load<usize>(control.scratch) + thread * control.scratchBytes;
  for (let i = 0; i < count; i++) {
    const step = changetype<Step>(steps + i * offsetof<Step>());
    if (step.waits && !barrier()) return false;
    while (true) {
      const chunk = atomic.add<i32>(counters + i * 4, 1);
      if (chunk >= step.chunks) break;
      compute(step, chunk, scratch);
    }
  }
  return barrier();
}

function compute(step: Step, chunk: i32, scratch: usize): void {
  if (step.kind == kinds.conv) convChunk(step, chunk, scratch);
  else if (step.kind == kinds.winograd) winogradChunk(step, chunk, scratch);
  else if (step.kind == kinds.maxPool) maxPoolChunk(step, chunk);
  else if (step.kind == kinds.maxPoolGradient) maxPoolGradientChunk(step, chunk);
  else if (step.kind == kinds.average) averageChunk(step);
  else if (step.kind == kinds.averageGradient) averageGradientChunk(step, chunk);
  else if (step.kind == kinds.upsample) upsampleChunk(step, chunk);
  else if (step.kind == kinds.upsampleGradient) upsampleGradientChunk(step, chunk);
  else clearBorderChunk(step);
}

/** Waits for all threads; false when one is lost. */
function barrier(): bool {
  const threads = load<i32>(control.threadCount);
  if (threads == 1) return true;
  const generation = atomic.load<i32>(control.barrierGeneration);
  if (atomic.add<i32>(control.barrierArrivals, 1) == threads - 1) {
    atomic.store<i32>(control.barrierArrivals, 0);
    atomic.add<i32>(control.barrierGeneration, 1);
    atomic.notify(control.barrierGeneration, -1);
    return true;
  }
  for (let i = 0; i < spins; i++) {
    if (atomic.load<i32>(control.barrierGeneration) != generation) return true;
  }
  const patience = load<i32>(control.patienceMs);
  while (atomic.load<i32>(control.barrierGeneration) == generation) {
    if (!control.wait(control.barrierGeneration, generation, patience)) return false;
  }
  return true;
}
