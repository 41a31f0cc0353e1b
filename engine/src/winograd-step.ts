import { scratchBytes } from './control';
import { convWords, type ConvStepSettings } from './conv-step';
import { numberBytes } from './features';
import type { ConvAxis } from './geometry';
import { panelCount, panelFilters } from './packing';
import { stepKinds, type Step } from './steps';
import { winogradPlaces } from './winograd';

/** Rows and columns of a tile's outputs, as in assembly/winograd.ts. */
const tileSide = 4;

/** Tiles that are multiplied at once. */
const groupTiles = 4;

/** With fewer channels or filters than in a panel the transforms cost what the products save. */
const leastChannels = panelFilters;

/** Share of the products that must remain at most: tiles hang over the edges of small maps. */
const mostProducts = 0.4;

/** Bytes of a convolution's transformed weights at most; they are four times the weights. */
const mostWeightBytes = 2 ** 24;

/** Scratch bytes of a tile between its two passes, as in assembly/winograd.ts. */
const passBytes = winogradPlaces * 16;

/** What a chunk takes of a core's cache at most, in bytes. */
const cacheBytes = 2 ** 16;

interface ConvShape extends Pick<ConvStepSettings, 'size'> {
  /** Rows and columns. */
  readonly axes: readonly Axis[];
  readonly channels: number;
  readonly filters: number;
}

interface Axis extends Pick<ConvAxis, 'kernel' | 'stride'> {
  readonly dilation?: number;
}

/** Whether a convolution has 3 x 3 taps and stride 1, and is faster by Winograd's filtering. */
export function isForWinograd({ size, axes, channels, filters }: ConvShape): boolean {
  const weights = winogradPlaces * channels * panelCount(filters) * panelFilters;
  return (
    axes.every(hasThreeTaps) &&
    Math.min(channels, filters) >= leastChannels &&
    winogradPlaces * tilesOf(size) <= mostProducts * 9 * size[0] * size[1] &&
    passBytes + groupTiles * tileBytes(channels) <= scratchBytes &&
    weights * numberBytes <= mostWeightBytes
  );
}

function hasThreeTaps({ kernel, stride, dilation = 1 }: Axis): boolean {
  return kernel === 3 && stride === 1 && dilation === 1;
}

/** @param settings.weights address of the transformed weights, see packedPlaces */
export function winogradStep(
  settings: Omit<ConvStepSettings, 'taps' | 'addTable' | 'inputStride' | 'outputStride'>,
): Step {
  const { size, input, output, threads } = settings;
  return {
    kind: stepKinds.winograd,
    ...convWords({ ...settings, inputStride: 1, outputStride: 1 }),
    ...chunksOf(tilesOf(size), input.channels, output.channels, threads),
  };
}

function tilesOf([rows, columns]: readonly [number, number]): number {
  return Math.ceil(rows / tileSide) * Math.ceil(columns / tileSide);
}

/** Scratch bytes of a tile: its transformed inputs and products by place. */
function tileBytes(channels: number): number {
  return winogradPlaces * (4 * Math.ceil(channels / 4) + panelFilters) * numberBytes;
}

/** As many as stay in a core's cache while they are multiplied, and at least those multiplied at once. */
function mostTiles(channels: number): number {
  return Math.max(groupTiles, Math.floor(cacheBytes / tileBytes(channels)));
}

interface Chunks {
  readonly tilesPerChunk: number;
  readonly panelsPerChunk: number;
  readonly chunks: number;
}

/** The chunks that the threads finish first, by the vector operations that they take. */
function chunksOf(tiles: number, channels: number, filters: number, threads: number): Chunks {
  const panels = panelCount(filters);
  const most = Math.min(mostTiles(channels), tiles + groupTiles - 1);
  const choices: Chunks[] = [];
  for (let tilesPerChunk = groupTiles; tilesPerChunk <= most; tilesPerChunk += groupTiles) {
    for (let panelBlocks = 1; panelBlocks <= Math.min(panels, 2 * threads); panelBlocks++) {
      const panelsPerChunk = Math.ceil(panels / panelBlocks);
      const chunks = Math.ceil(tiles / tilesPerChunk) * Math.ceil(panels / panelsPerChunk);
      choices.push({ tilesPerChunk, panelsPerChunk, chunks });
    }
  }
  const operations = ({ tilesPerChunk, panelsPerChunk, chunks }: Chunks) => {
    const inputs = tilesPerChunk * 55 * channels;
    const products = tilesPerChunk * 2 * winogradPlaces * channels;
    const reading = 2 * winogradPlaces * channels;
    const outputs = tilesPerChunk * 300;
    return Math.ceil(chunks / threads) * (inputs + panelsPerChunk * (products + reading + outputs));
  };
  return choices.reduce((a, b) => (operations(b) < operations(a) ? b : a));
}
