import type { RandomStream } from '@echonet/models/random';

/** Choices from a stream of random numbers; each takes one number of it. */
export class Sampler {
  constructor(readonly random: RandomStream) {}

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number in [least, most]. */
  count(least: number, most: number): number {
    return least + Math.floor((most - least + 1) * this.random());
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(values.length * this.random())];
  }

  times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}
