import type { VolumeBatch } from './read-volume-batch';

/** Mean absolute error of each output over its known labels, in standard deviations of the labels. */
export class ValidationLosses {
  private readonly sums: number[];
  private readonly counts: number[];

  constructor(private readonly names: readonly string[]) {
    this.sums = names.map(() => 0);
    this.counts = names.map(() => 0);
  }

  /** @param logits [n, outputs] */
  add(logits: Float32Array, { labels, known }: Pick<VolumeBatch, 'labels' | 'known'>): void {
    logits.forEach((logit, i) => {
      if (known[i] === 1) {
        this.sums[i % this.names.length] += Math.abs(logit - labels[i]);
        this.counts[i % this.names.length]++;
      }
    });
  }

  /** By name; outputs without a known label are left out. */
  get losses(): Record<string, number> {
    return Object.fromEntries(
      this.names.flatMap((name, i) =>
        this.counts[i] > 0 ? [[name, this.sums[i] / this.counts[i]] as const] : [],
      ),
    );
  }
}
