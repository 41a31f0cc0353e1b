import { Step } from './step';
import { keptWherePositive, storeFirst } from './vector';

/** Mean over all pixels; one chunk. */
export function averageChunk(step: Step): void {
  const rows = step.pixels / step.width;
  for (let channel = 0; channel < step.channels; channel += 4) {
    let sum = f32x4.splat(0);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < step.width; column++) {
        const input = step.input + row * step.inputRow + column * step.inputColumn;
        sum = f32x4.add(sum, v128.load(input + channel * 4));
      }
    }
    const mean = f32x4.mul(sum, f32x4.splat(step.scale));
    storeFirst(step.output + channel * 4, mean, step.channels - channel);
  }
}

/** Distributes the gradient of the mean over the pixels; one chunk is one row. */
export function averageGradientChunk(step: Step, row: i32): void {
  for (let column = 0; column < step.width; column++) {
    const output = step.output + row * step.outputRow + column * step.outputColumn;
    const addend = step.addend + row * step.addendRow + column * step.addendColumn;
    const mask = step.mask + row * step.maskRow + column * step.maskColumn;
    for (let channel = 0; channel < step.channels; channel += 4) {
      const shift = channel * 4;
      let share = f32x4.mul(v128.load(step.input + shift), f32x4.splat(step.scale));
      if (step.addend) share = f32x4.add(share, v128.load(addend + shift));
      if (step.mask) share = keptWherePositive(share, mask + shift);
      storeFirst(output + shift, share, step.channels - channel);
    }
  }
}
