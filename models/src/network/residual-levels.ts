/**
 * Levels of a fully convolutional network: an encoder of stride-2 levels with residual blocks (He et
 * al., "Deep Residual Learning", 2016) and a decoder that adds each level's features to the upsampled
 * deeper ones (Ronneberger et al., "U-Net", 2015, with sums in place of concatenations).
 *
 * Networks of them read images that are already standardised by their own mean and deviation, because
 * the first convolution pads them with zeros: the input contract's mean is 0.
 *
 * Shapes in the comments are height x width x channels for 192x192 pixels and five levels of 16, 32,
 * 64, 96 and 128 channels.
 */
import * as v from 'valibot';
import type { GraphNode } from './graph';
import type { GraphBuilder } from './graph-builder';
import { positiveInteger, sharedParameters } from './shared-parameters';

/** Levels of an encoder as they are written into a model's manifest. */
export const levels = {
  /** Channels of each level, from the first, which has half the input's height and width. */
  levelChannels: v.pipe(v.array(positiveInteger), v.nonEmpty('must name at least one level')),
  levelBlocks: v.array(
    v.pipe(v.number(), v.integer('must be whole'), v.minValue(0, 'must not be negative')),
  ),
};

export type Levels = Readonly<v.InferOutput<v.ObjectSchema<typeof levels, undefined>>>;

/** Parameters as they are written into a model's manifest. */
export const levelParameters = { ...sharedParameters, ...levels };

export type LevelParameters = Readonly<
  v.InferOutput<v.ObjectSchema<typeof levelParameters, undefined>>
>;

/** Appends the input and the encoder. @returns the features of each level, 96 x 96 x 16 to 6 x 6 x 128 */
export function encoderLevels(
  graph: GraphBuilder,
  { inputSize, channels, levelChannels, levelBlocks }: LevelParameters,
): GraphNode[] {
  let x = graph.input([inputSize, inputSize, channels]); //                     192 x 192 x 1
  return levelChannels.map((filters, i) => {
    const kernel = i === 0 ? 5 : 3;
    x = encoderLevel(graph, `encoder${i + 1}`, x, { filters, kernel, blocks: levelBlocks[i] });
    return x;
  });
}

/** Appends the decoder. @returns features of half the input's height and width, 96 x 96 x 16 */
export function decoderLevels(graph: GraphBuilder, levels: readonly GraphNode[]): GraphNode {
  let x = levels[levels.length - 1];
  for (let level = levels.length - 1; level >= 1; level--) {
    x = decoderLevel(graph, level, x, levels[level - 1]); //       12 x 12 x 96 to 96 x 96 x 16
  }
  return x;
}

/** Halves height and width. */
export function encoderLevel(
  graph: GraphBuilder,
  name: string,
  from: GraphNode,
  { filters, kernel, blocks }: { filters: number; kernel: number; blocks: number },
): GraphNode {
  let x = graph.conv(name, from, { filters, kernel, stride: 2 });
  for (let block = 1; block <= blocks; block++) {
    const ofBlock = `${name}_block${block}`;
    const branch = graph.conv(`${ofBlock}_conv`, x, {
      filters,
      kernel: 3,
      linear: true,
      batchNorm: true,
    });
    x = graph.residual(ofBlock, x, branch, 1);
  }
  return x;
}

/** Upsamples to the encoder's features of a level, adds them and convolves. */
function decoderLevel(
  graph: GraphBuilder,
  level: number,
  from: GraphNode,
  skip: GraphNode,
): GraphNode {
  const name = `decoder${level}`;
  const filters = skip.shape[2];
  const projected = graph.conv(`${name}_projection`, from, {
    filters,
    kernel: 1,
    linear: true,
    batchNorm: true,
  });
  const sum = graph.residual(name, skip, graph.upsample(`${name}_upsample`, projected), 1);
  return graph.conv(`${name}_conv`, sum, { filters, kernel: 3 });
}

/**
 * @param network with its article, for the sentence
 * @param others further parameters of the network that are whole numbers of at least 1
 * @throws Error naming the parameter that is out of its range
 */
export function refuseImpossibleLevels(
  network: string,
  { inputSize, channels, outputs, ...levelsOf }: LevelParameters,
  others: Readonly<Record<string, number>> = {},
): void {
  refuseImpossibleCounts(network, levelsOf, { inputSize, channels, outputs, ...others });
  const count = levelsOf.levelChannels.length;
  if (inputSize % 2 ** count !== 0) {
    throw new Error(
      `${network} needs an inputSize that ${count} levels can halve, a multiple of ${2 ** count}, not ` +
        `${inputSize}.`,
    );
  }
}

/** As {@link refuseImpossibleLevels}, for levels that read features of any size. */
export function refuseImpossibleCounts(
  network: string,
  { levelChannels, levelBlocks }: Levels,
  wholeNumbers: Readonly<Record<string, number>>,
): void {
  const refuse = (sentence: string) => {
    throw new Error(`${network} needs ${sentence}.`);
  };
  for (const [parameter, value] of Object.entries(wholeNumbers)) {
    if (!Number.isInteger(value) || value < 1) {
      refuse(`a whole number of at least 1 as ${parameter}, not ${value}`);
    }
  }
  const count = levelChannels.length;
  if (count === 0 || levelChannels.some((filters) => !Number.isInteger(filters) || filters < 1)) {
    refuse(`whole numbers of at least 1 as levelChannels, not [${levelChannels.join(', ')}]`);
  }
  if (
    levelBlocks.length !== count ||
    levelBlocks.some((blocks) => !Number.isInteger(blocks) || blocks < 0)
  ) {
    refuse(
      `a whole number of blocks for each of its ${count} levels as levelBlocks, not ` +
        `[${levelBlocks.join(', ')}]`,
    );
  }
}
