import { Step } from './step';
import { multiplyAdd, keptWherePositive, storeFirst } from './vector';

/**
 * Convolution as a matrix product that never builds the matrix: for each tap the four pixels of a
 * tile are read where they lie, and meet eight filters of a panel. Eight sums of four numbers, two
 * vectors of weights and the numbers of four pixels fit the fifteen vector registers that V8 has to
 * give on x86-64. V8 reads all four pixels before it multiplies, so that five would not fit: it then
 * keeps sums in memory and runs at little more than half the speed.
 */

const tilePixels: i32 = 4;
const panelFilters: i32 = 8;

/** Scratch bytes per pixel: its addresses. */
const pixelBytes: i32 = 16;
const inputAt: usize = 0;
const outputAt: usize = 4;
const addendAt: usize = 8;
const maskAt: usize = 12;

/** Computes one chunk: a range of pixel tiles times a range of filter panels. */
export function convChunk(step: Step, chunk: i32, scratch: usize): void {
  const tiles = (step.pixels + tilePixels - 1) / tilePixels;
  const tileBlocks = (tiles + step.tilesPerChunk - 1) / step.tilesPerChunk;
  const firstTile = (chunk % tileBlocks) * step.tilesPerChunk;
  const endTile = min(tiles, firstTile + step.tilesPerChunk);
  const firstPanel = (chunk / tileBlocks) * step.panelsPerChunk;
  const panels = (step.filters + panelFilters - 1) / panelFilters;
  const endPanel = min(panels, firstPanel + step.panelsPerChunk);

  locatePixels(step, firstTile * tilePixels, endTile * tilePixels, scratch);
  const panelBytes = step.taps * step.channels * panelFilters * 4;
  for (let panel = firstPanel; panel < endPanel; panel++) {
    let pixels = scratch;
    for (let tile = firstTile; tile < endTile; tile++) {
      const inTile = min(tilePixels, step.pixels - tile * tilePixels);
      convTile(step, pixels, inTile, panel, step.weights + panel * panelBytes);
      pixels += tilePixels * pixelBytes;
    }
  }
}

/**
 * Stores the addresses of the pixels; positions past the end repeat the last pixel, which is not
 * written.
 */
function locatePixels(step: Step, first: i32, end: i32, scratch: usize): void {
  for (let pixel = first; pixel < end; pixel++) {
    const inside = min(pixel, step.pixels - 1);
    const y = inside / step.width;
    const x = inside - y * step.width;
    store<usize>(scratch, step.input + y * step.inputRow + x * step.inputColumn, inputAt);
    store<usize>(scratch, step.output + y * step.outputRow + x * step.outputColumn, outputAt);
    store<usize>(scratch, step.addend + y * step.addendRow + x * step.addendColumn, addendAt);
    store<usize>(scratch, step.mask + y * step.maskRow + x * step.maskColumn, maskAt);
    scratch += pixelBytes;
  }
}

/** Four pixels times eight filters. */
function convTile(step: Step, pixels: usize, inTile: i32, panel: i32, weights: usize): void {
  const bias = step.bias + panel * panelFilters * 4;
  const biasLow = v128.load(bias);
  const biasHigh = v128.load(bias, 16);
  let low0 = biasLow;
  let low1 = biasLow;
  let low2 = biasLow;
  let low3 = biasLow;
  let high0 = biasHigh;
  let high1 = biasHigh;
  let high2 = biasHigh;
  let high3 = biasHigh;
  const pixel0 = load<usize>(pixels, 0);
  const pixel1 = load<usize>(pixels, 16);
  const pixel2 = load<usize>(pixels, 32);
  const pixel3 = load<usize>(pixels, 48);

  const channelBytes = step.channels * 4;
  let tapOffset = step.tapOffsets;
  for (const end = tapOffset + step.taps * 4; tapOffset < end; tapOffset += 4) {
    let shift = load<usize>(tapOffset);
    for (const endShift = shift + channelBytes; shift != endShift; shift += 4) {
      const weightsLow = v128.load(weights);
      const weightsHigh = v128.load(weights, 16);
      weights += panelFilters * 4;
      let value: v128;
      value = v128.load32_splat(pixel0 + shift);
      low0 = multiplyAdd(value, weightsLow, low0);
      high0 = multiplyAdd(value, weightsHigh, high0);
      value = v128.load32_splat(pixel1 + shift);
      low1 = multiplyAdd(value, weightsLow, low1);
      high1 = multiplyAdd(value, weightsHigh, high1);
      value = v128.load32_splat(pixel2 + shift);
      low2 = multiplyAdd(value, weightsLow, low2);
      high2 = multiplyAdd(value, weightsHigh, high2);
      value = v128.load32_splat(pixel3 + shift);
      low3 = multiplyAdd(value, weightsLow, low3);
      high3 = multiplyAdd(value, weightsHigh, high3);
    }
  }

  const filters = step.filters - panel * panelFilters;
  const panelShift = panel * panelFilters * 4;
  finishPixel(step, pixels, panelShift, filters, low0, high0);
  if (inTile > 1) finishPixel(step, pixels + 16, panelShift, filters, low1, high1);
  if (inTile > 2) finishPixel(step, pixels + 32, panelShift, filters, low2, high2);
  if (inTile > 3) finishPixel(step, pixels + 48, panelShift, filters, low3, high3);
}

/** Adds, applies relu and mask, and stores the sums of one pixel. */
function finishPixel(
  step: Step,
  pixel: usize,
  shift: i32,
  filters: i32,
  low: v128,
  high: v128,
): void {
  if (step.addend) {
    const addend = load<usize>(pixel, addendAt) + shift;
    low = f32x4.add(low, v128.load(addend));
    high = f32x4.add(high, v128.load(addend, 16));
  }
  if (step.relu) {
    // This operand order keeps NaN instead of turning it into 0.
    low = f32x4.pmax(low, f32x4.splat(0));
    high = f32x4.pmax(high, f32x4.splat(0));
  }
  if (step.mask) {
    const mask = load<usize>(pixel, maskAt) + shift;
    low = keptWherePositive(low, mask);
    high = keptWherePositive(high, mask + 16);
  }
  const output = load<usize>(pixel, outputAt) + shift;
  storeFirst(output, low, filters);
  if (filters > 4) storeFirst(output + 16, high, filters - 4);
}
