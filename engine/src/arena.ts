/** Allocator that reuses memory once its content is no longer needed. */
export class Arena {
  private readonly free: { start: number; end: number }[];
  private highest: number;

  /** @param start first byte of the arena, which is unbounded */
  constructor(start: number) {
    this.free = [{ start, end: Infinity }];
    this.highest = start;
  }

  /** End of the memory ever allocated. */
  get end(): number {
    return this.highest;
  }

  /** First fit. @returns the address, a multiple of 64 */
  take(bytes: number): number {
    const length = aligned(bytes);
    const index = this.free.findIndex(({ start, end }) => end - start >= length);
    const gap = this.free[index];
    const address = gap.start;
    gap.start += length;
    if (gap.start === gap.end) {
      this.free.splice(index, 1);
    }
    this.highest = Math.max(this.highest, address + length);
    return address;
  }

  /** Frees an allocation of the same size. */
  give(address: number, bytes: number): void {
    const gap = { start: address, end: address + aligned(bytes) };
    const after = this.free.findIndex(({ start }) => start >= gap.end);
    this.free.splice(after, 0, gap);
    const next = this.free[after + 1];
    if (next.start === gap.end) {
      gap.end = next.end;
      this.free.splice(after + 1, 1);
    }
    const previous = this.free[after - 1] as typeof gap | undefined;
    if (previous?.end === gap.start) {
      previous.end = gap.end;
      this.free.splice(after, 1);
    }
  }
}

/** Rounds up to cache lines of 64 bytes, where every allocation begins. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
