import { Option } from 'commander';
import { numberBetween, wholeNumberBetween } from '@echonet/command-line';
import type { VolumeConfig } from '../learning/volumes/config';
import { structureRecipeOf, type SharedOptions, type StructureOptions } from './structure-recipe';

/** Options of `train --volumes` beside those of a segmentation. */
export interface VolumeOptions {
  readonly volumes?: boolean;
  readonly structureWeight: number;
  readonly readStructures: boolean;
  readonly hiddenUnits: number;
  readonly frameIntervalMs: number;
  readonly frameCount: number;
}

export function volumeOptions(): Option[] {
  const option = (flags: string, description: string) =>
    new Option(flags, description).helpGroup('Volumes of single frames (--volumes):');
  return [
    option(
      '--volumes',
      'learn the volumes of left ventricle and atrium in each frame, of which EDV, ESV and EF follow',
    ),
    option(
      '--structure-weight <factor>',
      'weight of a loss of the structures on the same encoder; 0: none',
    )
      .argParser(numberBetween(0, 1000))
      .default(1),
    option(
      '--no-read-structures',
      'leave out of the model the decoder that draws the structures: faster and less accurate (default: the volumes are read from its maps as well)',
    ),
    option('--hidden-units <n>', 'of the layer before the volumes')
      .argParser(wholeNumberBetween(1, 4096))
      .default(64),
    option('--frame-interval-ms <ms>', 'time between two frames of a clip to be read')
      .argParser(numberBetween(1, 10_000))
      .default(50),
    option('--frame-count <n>', 'frames of a clip to be read')
      .argParser(wholeNumberBetween(2, 1000))
      .default(40),
  ];
}

const defaults = { batchSize: 16, learningRate: 1.5e-3, weightDecay: 2e-2 };

/** As structureRecipeOf. @throws {UserError} as it does */
export function volumeRecipeOf(
  options: VolumeOptions & StructureOptions & SharedOptions,
  data: readonly string[],
  isSet: (option: string) => boolean,
): VolumeConfig {
  const { hiddenUnits, structureWeight, readStructures, frameIntervalMs, frameCount } = options;
  return {
    ...structureRecipeOf(options, data, isSet, defaults),
    ...{ hiddenUnits, structureWeight, readStructures, frameIntervalMs, frameCount },
  };
}
