import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '@echonet/command-line';
import { parseSegmentationManifest, type SegmentationManifest } from '@echonet/models';
import type { Estimate } from '../evaluation/report/estimate';
import { measureIds, measureScales } from '../evaluation/segmentation/assess-segmentation';
import type {
  SegmentationEvaluation,
  SetEvaluation,
} from '../evaluation/segmentation/segmentation-evaluation';
import { realWhereAny } from '../data/real-where-any';
import type { SplitSet } from '../data/split/split-set';
import { readBestWeights } from '../evaluation/evaluate/open-network';
import { segmentationIntendedUse } from '../learning/intended-use';
import { joinedTerms } from '../learning/start-weights';
import { encodeWeights } from '../learning/network/encode-weights';
import type { SegmentationRun } from '../learning/segmentation/config';
import type { ExportSettings } from './export-model';
import { withoutFolders } from './command-text';
import { licenceText } from './licence-text';
import { hashesOf, inGraphOrder, networkFiles, writeModelFolder } from './model-folder';
import { segmentationCard } from './segmentation-card';

/**
 * Exports an evaluated segmentation run as a model folder for the viewer, as exportModel does. Weights
 * inherit the licence and the citation of the data that they were trained on.
 *
 * @throws {UserError} when the run was not evaluated, or on other data
 */
export async function exportSegmentation(settings: ExportSettings): Promise<SegmentationManifest> {
  const { run } = settings;
  const record = run.readJson<SegmentationRun>('run.json');
  const evaluation = run.readStep<SegmentationEvaluation>('metrics.json', 'evaluate');
  if (String(evaluation.fingerprints) !== String(record.sets.map((set) => set.fingerprint))) {
    throw new UserError(
      `${run.directory} was evaluated on other data; run again: echonet evaluate --run ${run.directory}`,
    );
  }
  const { weights } = await readBestWeights(run, record);
  const encoded = await encodeWeights(
    inGraphOrder(weights, record.architecture),
    evaluation.weights,
  );
  tf.dispose([...weights.values()]);
  const files = networkFiles(record.architecture, encoded);
  const [decisive] = realWhereAny(evaluation.sets);
  const { name, version } = settings;
  const manifest = parseSegmentationManifest({
    schemaVersion: 1,
    id: settings.id,
    version,
    name,
    purpose: 'segmentation',
    architecture: record.architecture,
    input: record.input,
    structures: record.structures,
    measures: measuresOf(evaluation, decisive),
    quality: evaluation.quality.thresholds,
    metrics: Object.fromEntries(
      decisive.test.structures.flatMap(({ structure, phase, metrics }) =>
        numbers({ [`${structure} dice ${phase}`]: metrics.dice }),
      ),
    ),
    provenance: provenanceOf(record, settings),
    intendedUse: segmentationIntendedUse(record.sets, settings.dataName),
    modelCard: segmentationCard({
      name,
      version,
      record,
      evaluation,
      command: withoutFolders(settings.command ?? record.command),
    }),
    storage: { weights: evaluation.weights, drift: {} },
    files: hashesOf(files),
  });
  const terms = licenceText(manifest);
  run.log(
    await writeModelFolder(
      settings.output,
      manifest,
      { ...files, ...(terms && { 'LICENSE.txt': Buffer.from(terms) }) },
      settings.isForced,
    ),
  );
  return manifest;
}

/** Without those that have no interval: their validation patients have no scale. */
function measuresOf(
  { intervals }: SegmentationEvaluation,
  { test }: SetEvaluation,
): SegmentationManifest['measures'] {
  return Object.fromEntries(
    measureIds.flatMap((id) => {
      const interval = intervals[id];
      const metrics = test.measures.find(({ measure }) => measure === id)?.metrics ?? {};
      return interval
        ? [
            [
              id,
              {
                unit: measureScales[id].unit,
                interval90: { scale: interval.scale, halfWidth: round(interval.halfWidth) },
                metrics: Object.fromEntries(numbers(metrics)),
              },
            ] as const,
          ]
        : [];
    }),
  );
}

function numbers(estimates: Readonly<Record<string, Estimate | undefined>>): [string, number][] {
  return Object.entries(estimates).flatMap(([name, estimate]) =>
    estimate?.value === undefined ? [] : [[name, round(estimate.value)] as [string, number]],
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

function provenanceOf(
  record: SegmentationRun,
  { command, dataName }: ExportSettings,
): SegmentationManifest['provenance'] {
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
