import { bufferBytes, type FeatureBuffer, type Features } from './features';
import type { Step } from './steps';

/** Part of a buffer that a step accesses: features, border, or both. */
type Part = 'features' | 'border' | 'both';

export interface Access {
  readonly buffer: FeatureBuffer;
  readonly firstChannel: number;
  readonly endChannel: number;
  readonly part: Part;
}

/** A step with its reads and writes. */
export interface PlannedStep {
  readonly step: Step;
  readonly reads: readonly Access[];
  readonly writes: readonly Access[];
}

export function accessTo({ buffer, firstChannel, channels }: Features, part: Part): Access {
  return { buffer, firstChannel, endChannel: firstChannel + channels, part };
}

/**
 * Adds waits only for read-after-write, write-after-write and write-after-read hazards, including
 * buffers that share memory at different times.
 */
export function withWaits(planned: readonly PlannedStep[]): Step[] {
  let reads: Access[] = [];
  let writes: Access[] = [];
  return planned.map((next) => {
    const waits =
      anyMeet(next.reads, writes) || anyMeet(next.writes, writes) || anyMeet(next.writes, reads);
    if (waits) {
      [reads, writes] = [[], []];
    }
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
