/** Lays pieces out in memory that is used again once what lay there is no longer needed. */
export class Arena {
  private readonly free: { start: number; end: number }[];
  private highest: number;

  /** @param start the first byte of the arena; it has no end. */
  constructor(start: number) {
    this.free = [{ start, end: Infinity }];
    this.highest = start;
  }

  /** One past the last byte that was ever taken. */
  get end(): number {
    return this.highest;
  }

  /** Takes the first gap that is long enough. @returns its address, a multiple of 64. */
  take(bytes: number): number {
    const length = aligned(bytes);
    const index = this.free.findIndex(({ start, end }) => end - start >= length);
    const gap = this.free[index];
    const address = gap.start;
    gap.start += length;
    if (gap.start === gap.end) this.free.splice(index, 1);
    this.highest = Math.max(this.highest, address + length);
    return address;
  }

  /** Gives back what take returned for the same number of bytes. */
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

/** Bytes up to the next cache line: every piece begins on one. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
