import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '@echonet/command-line';
import type { AnyManifest } from '@echonet/models';
import type { SplitSet } from '../data/split/split-set';
import { readBestWeights, type TrainedNetwork } from '../evaluation/evaluate/open-network';
import { encodeWeights, type WeightType } from '../learning/network/encode-weights';
import type { RunFolder } from '../learning/run-folder';
import type { SegmentationRun } from '../learning/segmentation/config';
import { joinedTerms } from '../learning/start-weights';
import { withoutFolders } from './command-text';
import { licenceText } from './licence-text';
import { inGraphOrder, networkFiles, writeModelFolder, type ModelFiles } from './model-folder';

export interface ExportSettings {
  readonly run: RunFolder;
  /** Model folder. */
  readonly output: string;
  /** Replaces the folder as a whole if it exists. */
  readonly isForced?: boolean;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Command for the manifest in place of that of the run. */
  readonly command?: string;
  /** The site's own name of its data, for panel and card. */
  readonly dataName?: string;
}

/**
 * @param evaluated fingerprints of the data of the evaluation
 * @param trained those of the run
 * @throws {UserError} when they differ
 */
export function refuseOtherData(
  run: RunFolder,
  evaluated: readonly string[],
  trained: readonly string[],
): void {
  if (String(evaluated) !== String(trained)) {
    throw new UserError(
      `${run.directory} was evaluated on other data; run again: echonet evaluate --run ${run.directory}`,
    );
  }
}

/** model.json and weights.bin of the weights with the lowest validation loss. */
export async function trainedFiles(
  run: RunFolder,
  record: TrainedNetwork,
  type: WeightType,
): Promise<ModelFiles> {
  const { weights } = await readBestWeights(run, record);
  const encoded = await encodeWeights(inGraphOrder(weights, record.architecture), type);
  tf.dispose([...weights.values()]);
  return networkFiles(record.architecture, encoded);
}

/** Of a run on several data sets, whose terms its weights inherit. */
export function provenanceOfSets(
  record: Pick<SegmentationRun, 'sets' | 'startWeights' | 'commit' | 'command' | 'startedAt'> & {
    readonly config: Pick<SegmentationRun['config'], 'seed'>;
  },
  { command, dataName }: Pick<ExportSettings, 'command' | 'dataName'>,
): AnyManifest['provenance'] {
  const { sets, config, startWeights } = record;
  const count = (subset: SplitSet) =>
    sets.reduce((sum, { split }) => sum + (split[subset]?.length ?? 0), 0);
  return {
    data:
      dataName ??
      sets
        .map(({ source, split, simulated }) => {
          const kind = simulated ? 'simulated patients' : 'patients';
          return `${source}: ${split.train.length} ${kind} to train on`;
        })
        .join('; '),
    simulated: sets.every(({ simulated }) => simulated),
    patients: {
      train: count('train'),
      validation: count('validation') + count('calibration'),
      test: count('test'),
    },
    commit: record.commit || 'unknown',
    seed: config.seed,
    command: withoutFolders(command ?? record.command),
    date: record.startedAt,
    ...joinedTerms([...sets, startWeights]),
  };
}

/**
 * Writes the model's folder, with the terms of the weights where their data have some.
 *
 * @throws {UserError} when the folder exists, unless forced
 */
export async function writeExport(
  { run, output, isForced }: ExportSettings,
  manifest: AnyManifest,
  files: ModelFiles,
): Promise<void> {
  const terms = licenceText(manifest);
  const all = { ...files, ...(terms && { 'LICENSE.txt': Buffer.from(terms) }) };
  run.log(await writeModelFolder(output, manifest, all, isForced));
}
