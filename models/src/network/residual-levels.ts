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

/** Parameters as they are written into a model's manifest. */
export const levelParameters = {
  ...sharedParameters,
  /** Channels of each level, from the first, which has half the input's height and width. */
  levelChannels: v.pipe(v.array(positiveInteger), v.nonEmpty('must name at least one level')),
  levelBlocks: v.array(
    v.pipe(v.number(), v.integer('must be whole'), v.minValue(0, 'must not be negative')),
  ),
};

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
    x = encoderLevel(graph, i + 1, x, filters, levelBlocks[i]);
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
function encoderLevel(
  graph: GraphBuilder,
  level: number,
  from: GraphNode,
  filters: number,
  blocks: number,
): GraphNode {
  const kernel = level === 1 ? 5 : 3;
  let x = graph.conv(`encoder${level}`, from, { filters, kernel, stride: 2 });
  for (let block = 1; block <= blocks; block++) {
    const name = `encoder${level}_block${block}`;
    const branch = graph.conv(`${name}_conv`, x, {
      filters,
      kernel: 3,
      linear: true,
      batchNorm: true,
    });
    x = graph.residual(name, x, branch, 1);
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
  { inputSize, channels, outputs, levelChannels, levelBlocks }: LevelParameters,
  others: Readonly<Record<string, number>> = {},
): void {
  const refuse = (sentence: string) => {
    throw new Error(`${network} needs ${sentence}.`);
  };
  const wholeNumbers = { inputSize, channels, outputs, ...others };
  for (const [parameter, value] of Object.entries(wholeNumbers)) {
    if (!Number.isInteger(value) || value < 1) {
      refuse(`a whole number of at least 1 as ${parameter}, not ${value}`);
    }
  }
  const levels = levelChannels.length;
  if (levels === 0 || levelChannels.some((count) => !Number.isInteger(count) || count < 1)) {
    refuse(`whole numbers of at least 1 as levelChannels, not [${levelChannels.join(', ')}]`);
  }
  if (
    levelBlocks.length !== levels ||
    levelBlocks.some((count) => !Number.isInteger(count) || count < 0)
  ) {
    refuse(
      `a whole number of blocks for each of its ${levels} levels as levelBlocks, not ` +
        `[${levelBlocks.join(', ')}]`,
    );
  }
  if (inputSize % 2 ** levels !== 0) {
    refuse(
      `an inputSize that ${levels} levels can halve, a multiple of ${2 ** levels}, not ${inputSize}`,
    );
  }
}
