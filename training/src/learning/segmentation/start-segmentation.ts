import { joinedView, structureNames, type Architecture } from '@echonet/models';
import { randomStream, shuffled } from '@echonet/models/random';
import { UserError } from '@echonet/command-line';
import { openPrepared, type Cohort } from '../../data/prepared/open-prepared';
import { describeRun } from '../../data/run-record';
import { readSplit } from '../../data/split/split-file';
import type { RunningBackend } from '../backends/backends';
import type { DataSource } from '../data-source';
import type { RunFolder } from '../run-folder';
import { describeStartWeights } from '../start-weights';
import { openUnchanged, splitClips } from '../train/run-data';
import type { SegmentationConfig, SegmentationRun, SegmentationSet } from './config';

/** A run with its data, in the order of its sources. */
export interface OpenSegmentationRun {
  readonly record: SegmentationRun;
  readonly cohorts: readonly Cohort[];
}

/**
 * Starts a run and writes run.json.
 *
 * @throws {UserError} when a folder has no structures, or its split does not fit
 */
export function startSegmentation(
  run: RunFolder,
  config: SegmentationConfig,
  backend: RunningBackend,
): OpenSegmentationRun {
  const { cohorts, sets, structures, view } = describeSources(config);
  const architecture: Architecture = {
    name: 'residual-unet',
    inputSize: config.inputSize,
    channels: 1,
    outputs: structures.length,
    levelChannels: [...config.levelChannels],
    levelBlocks: [...config.levelBlocks],
  };
  const record: SegmentationRun = {
    ...describeRun(),
    kind: 'segmentation',
    config,
    backend: backend.name,
    threads: backend.threads,
    architecture,
    input: { size: config.inputSize, channels: 1, standardisation: 'image', view },
    structures,
    sets,
    ...(config.init !== undefined && { startWeights: describeStartWeights(config.init) }),
  };
  run.writeJson('run.json', record);
  return { record, cohorts };
}

/**
 * Opens the data of a run.
 *
 * @throws {UserError} when run.json is missing, or data are missing or have changed
 */
export function openSegmentationRun(run: RunFolder): OpenSegmentationRun {
  const record = run.readJson<SegmentationRun>('run.json');
  return { record, cohorts: openSources(record) };
}

/** @throws {UserError} when data are missing or have changed since the run began */
export function openSources({ config, sets }: Pick<SegmentationRun, 'config' | 'sets'>): Cohort[] {
  return config.sources.map(({ data }, index) => openUnchanged(data, sets[index].fingerprint));
}

/**
 * Opens the sources of a new run, and finds the structures that any of them labels and the view.
 *
 * @throws {UserError} when a folder has no structures, or its split does not fit
 */
export function describeSources(config: SegmentationConfig): Pick<
  SegmentationRun,
  'sets' | 'structures'
> & {
  readonly cohorts: readonly Cohort[];
  /** Of the training clips whose structures are known. */
  readonly view: string;
} {
  const cohorts = config.sources.map(({ data }) => openPrepared(data));
  const sets = cohorts.map((cohort, index) => describeSet(cohort, config.sources[index], config));
  const structures = structureNames.filter(
    (name, code) => code === 0 || sets.some(({ labelled }) => labelled.includes(name)),
  );
  const views = cohorts.flatMap(({ clips }, index) =>
    splitClips(clips, sets[index].split)
      .train.filter(({ labelledFrames }) => labelledFrames.length > 0)
      .map(({ view }) => view),
  );
  return { cohorts, sets, structures, view: joinedView(views) };
}

function describeSet(
  cohort: Cohort,
  { data, split: splitFile }: DataSource,
  { patients, seed }: Pick<SegmentationConfig, 'patients' | 'seed'>,
): SegmentationSet {
  const { input, structures, labelledStructures, simulated, provenance } = cohort.index;
  const labelled = labelledStructures ?? [];
  if (!structures || labelled.length === 0) {
    throw new UserError(
      `${data} has no structures to learn; prepare data with masks, e.g. with --camus, or phantoms with --masks.`,
    );
  }
  const split = readSplit(splitFile, cohort.clips);
  const drawn = patients
    ? shuffled(split.train, randomStream(seed, 'patients')).slice(0, patients)
    : split.train;
  const { source, licence, citation } = provenance;
  return {
    size: input.size,
    channels: input.channels,
    names: structures,
    labelled,
    fingerprint: cohort.fingerprint,
    simulated,
    source,
    licence,
    citation,
    split: { ...split, train: [...drawn].sort() },
  };
}
