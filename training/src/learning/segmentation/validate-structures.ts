import type { StructureBatch } from './read-structure-batch';

/**
 * One minus the mean Dice coefficient of each class over the images that label it, by the most
 * probable class of each output pixel. An image without a class, in truth and result, counts as 1.
 */
export class DiceLosses {
  private readonly sums: number[];
  private readonly counts: number[];

  constructor(private readonly structures: readonly string[]) {
    this.sums = structures.map(() => 0);
    this.counts = structures.map(() => 0);
  }

  /** @param logits [n, outputSize, outputSize, classes] */
  add(
    logits: Float32Array,
    { imageCount, outputSize, classes, shares, merge }: Omit<StructureBatch, 'toSource'>,
  ): void {
    const pixels = outputSize ** 2;
    for (let image = 0; image < imageCount; image++) {
      const overlap = new Float64Array(classes);
      const sizes = new Float64Array(classes);
      for (let pixel = image * pixels; pixel < (image + 1) * pixels; pixel++) {
        const [found, truth] = [largest(logits, pixel, classes), largest(shares, pixel, classes)];
        sizes[found]++;
        sizes[truth]++;
        overlap[truth] += Number(found === truth);
      }
      for (let channel = 1; channel < classes; channel++) {
        const isLabelled = merge[image * classes ** 2 + channel * classes + channel] === 1;
        if (isLabelled) {
          this.sums[channel] += sizes[channel] > 0 ? (2 * overlap[channel]) / sizes[channel] : 1;
          this.counts[channel]++;
        }
      }
    }
  }

  /** By structure; those that no image labels are left out. */
  get losses(): Record<string, number> {
    return Object.fromEntries(
      this.structures.flatMap((name, channel) =>
        this.counts[channel] > 0
          ? [[name, 1 - this.sums[channel] / this.counts[channel]] as const]
          : [],
      ),
    );
  }
}

function largest(values: Float32Array, pixel: number, classes: number): number {
  let best = 0;
  for (let channel = 1; channel < classes; channel++) {
    if (values[pixel * classes + channel] > values[pixel * classes + best]) {
      best = channel;
    }
  }
  return best;
}
