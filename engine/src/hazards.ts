import { bufferBytes } from './features';
import type { FeatureBuffer, Features } from './features';
import type { Step } from './steps';

/** What part of a buffer a step touches: its features, the zeros around them, or both. */
type Part = 'features' | 'border' | 'both';

/** Memory that a step reads or writes. */
export interface Access {
  readonly buffer: FeatureBuffer;
  readonly firstChannel: number;
  readonly endChannel: number;
  readonly part: Part;
}

/** A step with what it reads and writes. */
export interface PlannedStep {
  readonly step: Step;
  readonly reads: readonly Access[];
  readonly writes: readonly Access[];
}

/** Access to some channels. */
export function accessTo({ buffer, firstChannel, channels }: Features, part: Part): Access {
  return { buffer, firstChannel, endChannel: firstChannel + channels, part };
}

/**
 * Lets a step wait for the earlier ones only where it reads what they write, writes what they write
 * or writes where they read; buffers that lie in the same memory at different times count too.
 */
export function withWaits(planned: readonly PlannedStep[]): Step[] {
  let reads: Access[] = [];
  let writes: Access[] = [];
  return planned.map((next) => {
    const waits =
      anyMeet(next.reads, writes) || anyMeet(next.writes, writes) || anyMeet(next.writes, reads);
    if (waits) [reads, writes] = [[], []];
    reads.push(...next.reads);
    writes.push(...next.writes);
    return { ...next.step, waits: waits ? 1 : 0 };
  });
}

function anyMeet(some: readonly Access[], others: readonly Access[]): boolean {
  return some.some((one) => others.some((other) => meet(one, other)));
}

function meet(a: Access, b: Access): boolean {
  if (a.buffer === b.buffer) {
    const sameChannels = a.firstChannel < b.endChannel && b.firstChannel < a.endChannel;
    return sameChannels && (a.part === b.part || a.part === 'both' || b.part === 'both');
  }
  return (
    a.buffer.address < b.buffer.address + bufferBytes(b.buffer) &&
    b.buffer.address < a.buffer.address + bufferBytes(a.buffer)
  );
}
