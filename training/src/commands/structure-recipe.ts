import path from 'node:path';
import { Option } from 'commander';
import { listOfEach, numberBetween, UserError, wholeNumberBetween } from '@echonet/command-line';
import type { SegmentationConfig } from '../learning/segmentation/config';
import { dataSources } from './data-sources';
import { earlyRateOf } from './early-rate';

/** Options of `train --structures` beside those of the recipe. */
export interface StructureOptions {
  readonly structures?: boolean;
  readonly steps: number;
  readonly inputSize: number;
  readonly levelChannels: readonly number[];
  readonly levelBlocks: readonly number[];
  readonly flip: number;
  readonly patients?: number;
}

export function structureOptions(): Option[] {
  const option = (flags: string, description: string) =>
    new Option(flags, description).helpGroup('Segmentation and volumes (--structures, --volumes):');
  return [
    option('--structures', 'learn to delineate the labelled structures instead of the labels'),
    option('--steps <n>', 'optimiser steps')
      .argParser(wholeNumberBetween(1, 1_000_000))
      .default(2400),
    option('--input-size <pixels>', "side of the network's images")
      .argParser(wholeNumberBetween(32, 1024))
      .default(192),
    option(
      '--level-channels <n,n,...>',
      'channels of each level, half as wide and high as the last',
    )
      .argParser(listOfEach(wholeNumberBetween(1, 4096)))
      .default([16, 32, 64, 96, 128]),
    option('--level-blocks <n,n,...>', 'residual blocks of each level')
      .argParser(listOfEach(wholeNumberBetween(0, 64)))
      .default([1, 1, 1, 1, 2]),
    option('--flip <probability>', 'augmentation: mirror left and right')
      .argParser(numberBetween(0, 1))
      .default(0),
    option('--patients <n>', 'take so many training patients, drawn by the seed').argParser(
      wholeNumberBetween(1, 1_000_000),
    ),
  ];
}

/** Options of `train` that a segmentation shares. */
export interface SharedOptions {
  readonly split?: string;
  readonly share?: readonly number[];
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly init?: string;
  readonly earlyRate?: number;
  readonly seed: number;
}

/** What trains well; the options' own defaults are the paper's for predictions. */
interface Defaults {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
}

const segmentationDefaults: Defaults = { batchSize: 16, learningRate: 3e-3, weightDecay: 1e-2 };

/**
 * @param data prepared folders
 * @param isSet whether the user has given an option
 * @throws {UserError} when shares or levels do not fit
 */
export function structureRecipeOf(
  options: StructureOptions & SharedOptions,
  data: readonly string[],
  isSet: (option: string) => boolean,
  defaults = segmentationDefaults,
): SegmentationConfig {
  const sources = dataSources(data, options);
  refuseLevels(options);
  const chosen = <Name extends keyof Defaults>(name: Name) =>
    isSet(name) ? options[name] : defaults[name];
  return {
    sources,
    inputSize: options.inputSize,
    levelChannels: options.levelChannels,
    levelBlocks: options.levelBlocks,
    steps: options.steps,
    batchSize: chosen('batchSize'),
    learningRate: chosen('learningRate'),
    weightDecay: chosen('weightDecay'),
    flipProbability: options.flip,
    patients: options.patients,
    init: options.init && path.resolve(options.init),
    earlyRate: earlyRateOf(options),
    seed: options.seed,
  };
}

function refuseLevels({
  inputSize,
  levelChannels: { length: levels },
  levelBlocks,
}: Pick<StructureOptions, 'inputSize' | 'levelChannels' | 'levelBlocks'>): void {
  if (levelBlocks.length !== levels) {
    throw new UserError(
      `--level-blocks needs ${levels} numbers, one for each of --level-channels.`,
    );
  }
  if (inputSize % 2 ** levels !== 0) {
    throw new UserError(
      `--input-size ${inputSize} cannot be halved ${levels} times; choose a multiple of ${2 ** levels}, or fewer --level-channels.`,
    );
  }
}
