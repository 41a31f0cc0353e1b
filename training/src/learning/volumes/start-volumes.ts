import { deviation, mean } from 'd3-array';
import { UserError } from '@echonet/command-line';
import type { Cohort } from '../../data/prepared/open-prepared';
import { describeRun } from '../../data/run-record';
import type { RunningBackend } from '../backends/backends';
import type { RunFolder } from '../run-folder';
import type { SegmentationSet } from '../segmentation/config';
import {
  framesOfSets,
  type FramesOfSets,
  type LabelledFrame,
} from '../segmentation/draw-structures';
import { describeSources, openSources } from '../segmentation/start-segmentation';
import { describeStartWeights } from '../start-weights';
import type { VolumeConfig, VolumeOutput, VolumeRun } from './config';
import { changedVolume, labelFrame, type FrameLabel } from './frame-labels';

/** Levels that read the maps of the structures, to a sixteenth of their size: a seventh of the network's computations. */
const structureLevels = { levelChannels: [32, 48, 96, 128], levelBlocks: [0, 0, 0, 1] };

/** A labelled frame with the volumes of its chambers. */
export interface VolumeFrame extends LabelledFrame {
  readonly label: FrameLabel;
}

/** A run with its frames, in the order of its sources. */
export interface OpenVolumeRun {
  readonly record: VolumeRun;
  readonly frames: FramesOfSets<VolumeFrame>;
}

/**
 * Starts a run: measures the training frames and writes run.json.
 *
 * @throws {UserError} when a folder has no structures, its split does not fit, or no left ventricle can
 *   be measured
 */
export function startVolumes(
  run: RunFolder,
  config: VolumeConfig,
  backend: RunningBackend,
): OpenVolumeRun {
  const { cohorts, sets, structures, view } = describeSources(config);
  const frames = measuredFrames(cohorts, sets);
  const outputs = (['LV', 'LA'] as const).flatMap((chamber) =>
    outputOf(chamber, frames.train.flat(), sets, config.inputSize),
  );
  if (outputs[0]?.chamber !== 'LV') {
    throw new UserError(
      'No left ventricle can be measured in the training frames; prepare data whose masks have one.',
    );
  }
  const { inputSize, hiddenUnits, levelChannels, levelBlocks } = config;
  const { frameIntervalMs, frameCount } = config;
  const record: VolumeRun = {
    ...describeRun(),
    kind: 'volumes',
    config,
    backend: backend.name,
    threads: backend.threads,
    architecture: {
      name: 'residual-encoder',
      inputSize,
      channels: 1,
      outputs: outputs.length,
      levelChannels: [...levelChannels],
      levelBlocks: [...levelBlocks],
      hiddenUnits,
      ...(config.readStructures &&
        config.structureWeight > 0 && {
          structures: { classes: structures.length, ...structureLevels },
        }),
    },
    input: {
      ...{ size: inputSize, channels: 1, mean: 0, std: 1, standardisation: 'image' },
      ...{ frameIntervalMs, frameCount, view },
    },
    outputs,
    structures,
    ...(config.init !== undefined && { startWeights: describeStartWeights(config.init) }),
    sets,
  };
  run.writeJson('run.json', record);
  return { record, frames };
}

/**
 * Opens the data of a run.
 *
 * @throws {UserError} when run.json is missing, or data are missing or have changed
 */
export function resumeVolumes(run: RunFolder): OpenVolumeRun {
  const record = run.readJson<VolumeRun>('run.json');
  return { record, frames: measuredFrames(openSources(record), record.sets) };
}

function measuredFrames(
  cohorts: readonly Cohort[],
  sets: readonly SegmentationSet[],
): FramesOfSets<VolumeFrame> {
  const measured = (own: readonly LabelledFrame[], set: number) =>
    own
      .map((frame) => ({ ...frame, label: labelFrame(frame, sets[set]) }))
      .filter(({ label }) => label.LV !== undefined || label.LA !== undefined);
  const { train, validation } = framesOfSets(cohorts, sets);
  return { train: train.map(measured), validation: validation.map(measured) };
}

/** None where the chamber is labelled in fewer than two training frames. */
function outputOf(
  chamber: VolumeOutput['chamber'],
  training: readonly VolumeFrame[],
  sets: readonly SegmentationSet[],
  inputSize: number,
): VolumeOutput[] {
  const logarithms = training.flatMap(({ label, set }) => {
    const own = label[chamber];
    const zoom = sets[set].size / inputSize;
    const toSource = { xx: zoom, xy: 0, x0: 0, yx: 0, yy: zoom, y0: 0 };
    return own ? [Math.log(changedVolume(own, toSource))] : [];
  });
  const std = deviation(logarithms);
  return std ? [{ chamber, mean: rounded(mean(logarithms)!), std: rounded(std) }] : [];
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
