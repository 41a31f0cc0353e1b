import { Step } from './step';
import { keptWherePositive, multiplyAdd, storeFirst } from './vector';

/** Share of the nearest pixel, along each axis; the other one's is the rest. */
const nearShare: f32 = 0.75;

/**
 * Twice as many rows and columns, bilinear with half-pixel centres and clamped edges, plus the addend,
 * cut off below 0 where the step says so; one chunk is one row of the output.
 */
export function upsampleChunk(step: Step, row: i32): void {
  const inputRows = step.pixels / step.width / 2;
  const near = row >> 1;
  const far = row & 1 ? min(near + 1, inputRows - 1) : max(near - 1, 0);
  const nearRow = step.input + near * step.inputRow;
  const farRow = step.input + far * step.inputRow;
  const outputRow = step.output + row * step.outputRow;
  const addendRow = step.addend + row * step.addendRow;
  for (let channel = 0; channel < step.channels; channel += 4) {
    const shift = channel * 4;
    upsampleRow(
      step,
      nearRow + shift,
      farRow + shift,
      outputRow + shift,
      addendRow + shift,
      step.channels - channel,
    );
  }
}

/** Four channels of one row. */
function upsampleRow(
  step: Step,
  nearPixel: usize,
  farPixel: usize,
  output: usize,
  addend: usize,
  channels: i32,
): void {
  let here = between(v128.load(nearPixel), v128.load(farPixel));
  let before = here;
  for (let columns = step.width / 2; columns > 0; columns--) {
    let after = here;
    if (columns > 1) {
      nearPixel += step.inputColumn;
      farPixel += step.inputColumn;
      after = between(v128.load(nearPixel), v128.load(farPixel));
    }
    finishPixel(step, output, addend, between(here, before), channels);
    output += step.outputColumn;
    addend += step.addendColumn;
    finishPixel(step, output, addend, between(here, after), channels);
    output += step.outputColumn;
    addend += step.addendColumn;
    before = here;
    here = after;
  }
}

// @ts-expect-error a decorator of AssemblyScript
@inline
function between(near: v128, far: v128): v128 {
  const rest = f32x4.mul(far, f32x4.splat(1 - nearShare));
  return multiplyAdd(near, f32x4.splat(nearShare), rest);
}

// @ts-expect-error a decorator of AssemblyScript
@inline
function finishPixel(step: Step, output: usize, addend: usize, value: v128, channels: i32): void {
  if (step.addend) value = f32x4.add(value, v128.load(addend));
  // This operand order keeps NaN instead of turning it into 0.
  if (step.relu) value = f32x4.pmax(value, f32x4.splat(0));
  storeFirst(output, value, channels);
}

/**
 * Gradient of the upsampling by its input, plus the addend, kept where the mask is above 0: along each axis
 * a pixel gets three quarters of the two places above it and a quarter of the places beside these, those
 * beyond the edges being the last ones again. `input` is the gradient by the output, of twice as many rows
 * and columns; one chunk is one row.
 */
export function upsampleGradientChunk(step: Step, row: i32): void {
  const lastRow = (step.pixels / step.width) * 2 - 1;
  const near = step.input + 2 * row * step.inputRow;
  const before = row > 0 ? near - step.inputRow : near;
  const after = 2 * row + 1 < lastRow ? near + 2 * step.inputRow : near + step.inputRow;
  for (let channel = 0; channel < step.channels; channel += 4) {
    const shift = channel * 4;
    upsampleGradientRow(
      step,
      row,
      before + shift,
      near + shift,
      after + shift,
      shift,
      step.channels - channel,
    );
  }
}

/** Four channels of one row. */
function upsampleGradientRow(
  step: Step,
  row: i32,
  before: usize,
  near: usize,
  after: usize,
  shift: i32,
  channels: i32,
): void {
  let output = step.output + row * step.outputRow + shift;
  let addend = step.addend + row * step.addendRow + shift;
  let mask = step.mask + row * step.maskRow + shift;
  let left = gradientColumn(step, before, near, after);
  let farLeft = left;
  for (let columns = step.width; columns > 0; columns--) {
    before += step.inputColumn;
    near += step.inputColumn;
    after += step.inputColumn;
    const right = gradientColumn(step, before, near, after);
    let farRight = right;
    if (columns > 1) {
      before += step.inputColumn;
      near += step.inputColumn;
      after += step.inputColumn;
      farRight = gradientColumn(step, before, near, after);
    }
    let value = between(f32x4.add(left, right), f32x4.add(farLeft, farRight));
    if (step.addend) value = f32x4.add(value, v128.load(addend));
    if (step.mask) value = keptWherePositive(value, mask);
    storeFirst(output, value, channels);
    output += step.outputColumn;
    addend += step.addendColumn;
    mask += step.maskColumn;
    farLeft = right;
    left = farRight;
  }
}

/** The four rows of one column; the two near ones lie below each other. */
// @ts-expect-error a decorator of AssemblyScript
@inline
function gradientColumn(step: Step, before: usize, near: usize, after: usize): v128 {
  const middle = f32x4.add(v128.load(near), v128.load(near + step.inputRow));
  return between(middle, f32x4.add(v128.load(before), v128.load(after)));
}
