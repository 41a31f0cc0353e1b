import { Step } from './step';
import { keptWherePositive, storeFirst } from './vector';

/** Maximum of each window; one chunk is one row of windows. */
export function maxPoolChunk(step: Step, row: i32): void {
  for (let column = 0; column < step.width; column++) {
    const window = step.input + (row * step.inputRow + column * step.inputColumn) * step.poolStride;
    const output = step.output + row * step.outputRow + column * step.outputColumn;
    for (let channel = 0; channel < step.channels; channel += 4) {
      let largest = v128.load(window + channel * 4);
      for (let y = 0; y < step.poolSize; y++) {
        for (let x = 0; x < step.poolSize; x++) {
          const value = window + y * step.inputRow + x * step.inputColumn + channel * 4;
          largest = f32x4.pmax(largest, v128.load(value));
        }
      }
      storeFirst(output + channel * 4, largest, step.channels - channel);
    }
  }
}

/**
 * Gradient of the largest values: each goes to the first place of its window that holds the largest
 * value. Windows overlap, so one chunk is four channels of all windows, and no two threads write the
 * same number.
 *
 * `output` is the gradient by the pool's input, on the grid of its pixels; `input` and `pooled` are
 * the pool's own; `addend` and `mask` are as for a convolution.
 */
export function maxPoolGradientChunk(step: Step, chunk: i32): void {
  const shift = chunk * 16;
  const lanes = min(4, step.channels - chunk * 4);
  const rows = step.pixels / step.width;
  startGradient(step, rows, shift, lanes);
  const windowRows = (rows - step.poolSize) / step.poolStride + 1;
  const windowColumns = (step.width - step.poolSize) / step.poolStride + 1;
  for (let row = 0; row < windowRows; row++) {
    for (let column = 0; column < windowColumns; column++) {
      const pooled = step.pooled + row * step.pooledRow + column * step.pooledColumn + shift;
      const gradient =
        step.gradient + row * step.gradientRow + column * step.gradientColumn + shift;
      spreadGradient(step, row, column, shift, lanes, v128.load(pooled), v128.load(gradient));
    }
  }
  if (step.mask) maskGradient(step, rows, shift, lanes);
}

function startGradient(step: Step, rows: i32, shift: i32, lanes: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < step.width; column++) {
      const output = step.output + row * step.outputRow + column * step.outputColumn + shift;
      const addend = step.addend + row * step.addendRow + column * step.addendColumn + shift;
      storeFirst(output, step.addend ? v128.load(addend) : f32x4.splat(0), lanes);
    }
  }
}

function spreadGradient(
  step: Step,
  windowRow: i32,
  windowColumn: i32,
  shift: i32,
  lanes: i32,
  largest: v128,
  gradient: v128,
): void {
  let open = i32x4.splat(-1);
  for (let y = 0; y < step.poolSize; y++) {
    for (let x = 0; x < step.poolSize; x++) {
      const row = windowRow * step.poolStride + y;
      const column = windowColumn * step.poolStride + x;
      const input = step.input + row * step.inputRow + column * step.inputColumn + shift;
      const here = v128.and(open, f32x4.eq(v128.load(input), largest));
      open = v128.andnot(open, here);
      const output = step.output + row * step.outputRow + column * step.outputColumn + shift;
      const sum = f32x4.add(v128.load(output), v128.and(gradient, here));
      storeFirst(output, sum, lanes);
    }
  }
}

function maskGradient(step: Step, rows: i32, shift: i32, lanes: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < step.width; column++) {
      const output = step.output + row * step.outputRow + column * step.outputColumn + shift;
      const mask = step.mask + row * step.maskRow + column * step.maskColumn + shift;
      storeFirst(output, keptWherePositive(v128.load(output), mask), lanes);
    }
  }
}
