import { Step } from './step';
import { keptWherePositive, multiplyAdd, storeFirst } from './vector';

/**
 * Convolution of stride 1 with 3 x 3 taps by Winograd's minimal filtering F(4 x 4, 3 x 3): a tile of
 * 4 x 4 outputs takes 36 products per channel and filter instead of 144. Tiles of 6 x 6 inputs and the
 * filters are transformed, multiplied place by place, and the products transformed back (Lavin and
 * Gray, Fast algorithms for convolutional neural networks, CVPR 2016). src/winograd.ts transforms the
 * filters.
 */

/** Rows and columns of a tile's outputs and inputs. */
const side: i32 = 4;
const inputSide: i32 = 6;
const places: i32 = 36;

/** Tiles that are multiplied at once. */
const groupTiles: i32 = 4;
const panelFilters: i32 = 8;
const panelBytes: i32 = panelFilters * 4;

/** Scratch bytes of a tile on the way between its two passes, over columns and over rows. */
const passBytes: i32 = places * 16;

/**
 * Computes one chunk: a range of tiles times a range of filter panels. The scratch has, one after the
 * other, a tile between its passes, the transformed inputs [place][tile][channel], and the products of
 * a panel [place][tile][8 filters].
 */
export function winogradChunk(step: Step, chunk: i32, scratch: usize): void {
  const rows = step.pixels / step.width;
  const tileColumns = (step.width + side - 1) / side;
  const tiles = ((rows + side - 1) / side) * tileColumns;
  const tileBlocks = (tiles + step.tilesPerChunk - 1) / step.tilesPerChunk;
  const firstTile = (chunk % tileBlocks) * step.tilesPerChunk;
  const count = min(step.tilesPerChunk, tiles - firstTile);
  const firstPanel = (chunk / tileBlocks) * step.panelsPerChunk;
  const panels = (step.filters + panelFilters - 1) / panelFilters;
  const endPanel = min(panels, firstPanel + step.panelsPerChunk);

  const tileBytes = ((step.channels + 3) & ~3) * 4;
  const inputs = scratch + passBytes;
  const inputPlaceBytes = step.tilesPerChunk * tileBytes;
  const products = inputs + places * inputPlaceBytes;
  const productPlaceBytes = step.tilesPerChunk * panelBytes;

  for (let i = 0; i < count; i++) {
    const row = ((firstTile + i) / tileColumns) * side;
    const column = ((firstTile + i) % tileColumns) * side;
    transformInput(step, rows, row, column, scratch, inputs + i * tileBytes, inputPlaceBytes);
  }
  const weightBytes = step.channels * panelBytes;
  for (let panel = firstPanel; panel < endPanel; panel++) {
    const weights = step.weights + panel * places * weightBytes;
    const firstFilter = panel * panelFilters;
    const endFilter = min(step.filters, firstFilter + panelFilters);
    for (let place = 0; place < places; place++) {
      for (let tile = 0; tile < count; tile += groupTiles) {
        multiplyGroup(
          inputs + place * inputPlaceBytes + tile * tileBytes,
          tileBytes,
          step.channels,
          weights + place * weightBytes,
          products + place * productPlaceBytes + tile * panelBytes,
        );
      }
    }
    for (let i = 0; i < count; i++) {
      const row = ((firstTile + i) / tileColumns) * side;
      const column = ((firstTile + i) % tileColumns) * side;
      const from = products + i * panelBytes;
      for (let filter = firstFilter; filter < endFilter; filter += 4) {
        const half = from + (filter - firstFilter) * 4;
        transformOutput(step, rows, row, column, filter, scratch, half, productPlaceBytes);
      }
    }
  }
}

/**
 * The inputs of a tile. What lies beyond the padded input counts as 0: the numbers there may be
 * anything, and each product mixes all inputs of a tile.
 *
 * @param row,column of the tile's first output
 */
function transformInput(
  step: Step,
  rows: i32,
  row: i32,
  column: i32,
  pass: usize,
  output: usize,
  placeBytes: i32,
): void {
  const first = step.input + row * step.inputRow + column * step.inputColumn;
  const endRow = rows + 2 - row;
  const endColumn = step.width + 2 - column;
  const isWhole = endRow >= inputSide && endColumn >= inputSide;
  for (let channel = 0; channel < step.channels; channel += 4) {
    let pixel = first + channel * 4;
    for (let x = 0; x < inputSide; x++) {
      const passed = pass + x * 16;
      if (isWhole) {
        transformSix(pixel, step.inputRow, inputSide, passed, inputSide * 16);
      } else {
        transformSix(pixel, step.inputRow, x < endColumn ? endRow : 0, passed, inputSide * 16);
      }
      pixel += step.inputColumn;
    }
    let place = output + channel * 4;
    for (let y = 0; y < inputSide; y++) {
      transformSix(pass + y * inputSide * 16, 16, inputSide, place, placeBytes);
      place += inputSide * placeBytes;
    }
  }
}

// @ts-expect-error a decorator of AssemblyScript
@inline
function loadBefore(end: i32, input: usize, stride: i32, i: i32): v128 {
  return i < end ? v128.load(input + i * stride) : f32x4.splat(0);
}

/** The transform of six inputs along an axis, `inputStride` bytes apart; from `end` on they are 0. */
// @ts-expect-error a decorator of AssemblyScript
@inline
function transformSix(
  input: usize,
  inputStride: i32,
  end: i32,
  output: usize,
  stride: i32,
): void {
  const d0 = loadBefore(end, input, inputStride, 0);
  const d1 = loadBefore(end, input, inputStride, 1);
  const d2 = loadBefore(end, input, inputStride, 2);
  const d3 = loadBefore(end, input, inputStride, 3);
  const d4 = loadBefore(end, input, inputStride, 4);
  const d5 = loadBefore(end, input, inputStride, 5);
  const four = f32x4.splat(4);
  const minusFour = f32x4.splat(-4);
  const minusFive = f32x4.splat(-5);
  const even = multiplyAdd(d2, minusFour, d4);
  const odd = multiplyAdd(d1, minusFour, d3);
  const difference = f32x4.sub(d4, d2);
  const twice = f32x4.mul(f32x4.sub(d3, d1), f32x4.splat(2));
  v128.store(output, multiplyAdd(d0, four, multiplyAdd(d2, minusFive, d4)));
  v128.store(output + stride, f32x4.add(even, odd));
  v128.store(output + 2 * stride, f32x4.sub(even, odd));
  v128.store(output + 3 * stride, f32x4.add(difference, twice));
  v128.store(output + 4 * stride, f32x4.sub(difference, twice));
  v128.store(output + 5 * stride, multiplyAdd(d1, four, multiplyAdd(d3, minusFive, d5)));
}

/** Four tiles times eight filters at one place, as a tile of assembly/conv.ts with one tap. */
function multiplyGroup(
  tile: usize,
  tileBytes: i32,
  channels: i32,
  weights: usize,
  products: usize,
): void {
  const zero = f32x4.splat(0);
  let low0 = zero;
  let low1 = zero;
  let low2 = zero;
  let low3 = zero;
  let high0 = zero;
  let high1 = zero;
  let high2 = zero;
  let high3 = zero;
  const tile1 = tile + tileBytes;
  const tile2 = tile1 + tileBytes;
  const tile3 = tile2 + tileBytes;
  for (let shift: usize = 0, end = usize(channels) * 4; shift != end; shift += 4) {
    const weightsLow = v128.load(weights);
    const weightsHigh = v128.load(weights, 16);
    weights += panelBytes;
    let value: v128;
    value = v128.load32_splat(tile + shift);
    low0 = multiplyAdd(value, weightsLow, low0);
    high0 = multiplyAdd(value, weightsHigh, high0);
    value = v128.load32_splat(tile1 + shift);
    low1 = multiplyAdd(value, weightsLow, low1);
    high1 = multiplyAdd(value, weightsHigh, high1);
    value = v128.load32_splat(tile2 + shift);
    low2 = multiplyAdd(value, weightsLow, low2);
    high2 = multiplyAdd(value, weightsHigh, high2);
    value = v128.load32_splat(tile3 + shift);
    low3 = multiplyAdd(value, weightsLow, low3);
    high3 = multiplyAdd(value, weightsHigh, high3);
  }
  v128.store(products, low0);
  v128.store(products, high0, 16);
  v128.store(products, low1, 32);
  v128.store(products, high1, 48);
  v128.store(products, low2, 64);
  v128.store(products, high2, 80);
  v128.store(products, low3, 96);
  v128.store(products, high3, 112);
}

/** Four filters of a tile: back to outputs, of which those inside are finished. */
function transformOutput(
  step: Step,
  rows: i32,
  row: i32,
  column: i32,
  filter: i32,
  pass: usize,
  product: usize,
  placeBytes: i32,
): void {
  for (let x = 0; x < inputSide; x++) {
    const from = product + x * placeBytes;
    transformToFour(from, inputSide * placeBytes, pass + x * 16, inputSide * 16);
  }
  const bias = v128.load(step.bias + filter * 4);
  const inRows = min(side, rows - row);
  const inColumns = min(side, step.width - column);
  for (let y = 0; y < inRows; y++) {
    const from = pass + y * inputSide * 16;
    transformToFour(from, 16, from, 16);
    for (let x = 0; x < inColumns; x++) {
      const value = f32x4.add(bias, v128.load(from + x * 16));
      storeFinished(step, row + y, column + x, filter, value);
    }
  }
}

/** The transform of six products along an axis, `productStride` bytes apart; all are read first. */
// @ts-expect-error a decorator of AssemblyScript
@inline
function transformToFour(product: usize, productStride: i32, output: usize, stride: i32): void {
  const m0 = v128.load(product);
  const m1 = v128.load(product + productStride);
  const m2 = v128.load(product + 2 * productStride);
  const m3 = v128.load(product + 3 * productStride);
  const m4 = v128.load(product + 4 * productStride);
  const m5 = v128.load(product + 5 * productStride);
  const sum = f32x4.add(m1, m2);
  const difference = f32x4.sub(m1, m2);
  const farSum = f32x4.add(m3, m4);
  const farDifference = f32x4.sub(m3, m4);
  v128.store(output, f32x4.add(m0, f32x4.add(sum, farSum)));
  v128.store(output + stride, multiplyAdd(farDifference, f32x4.splat(2), difference));
  v128.store(output + 2 * stride, multiplyAdd(farSum, f32x4.splat(4), sum));
  const last = multiplyAdd(farDifference, f32x4.splat(8), difference);
  v128.store(output + 3 * stride, f32x4.add(last, m5));
}

/** Adds, applies relu and mask, and stores up to four filters of an output pixel. */
// @ts-expect-error a decorator of AssemblyScript
@inline
function storeFinished(step: Step, row: i32, column: i32, filter: i32, value: v128): void {
  const shift = filter * 4;
  if (step.addend) {
    const addend = step.addend + row * step.addendRow + column * step.addendColumn;
    value = f32x4.add(value, v128.load(addend + shift));
  }
  // This operand order keeps NaN instead of turning it into 0.
  if (step.relu) value = f32x4.pmax(value, f32x4.splat(0));
  if (step.mask) {
    const mask = step.mask + row * step.maskRow + column * step.maskColumn;
    value = keptWherePositive(value, mask + shift);
  }
  const output = step.output + row * step.outputRow + column * step.outputColumn;
  storeFirst(output + shift, value, step.filters - filter);
}
