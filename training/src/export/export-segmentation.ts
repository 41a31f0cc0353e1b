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
import { readBestWeights } from '../evaluation/evaluate/open-network';
import { segmentationIntendedUse } from '../learning/intended-use';
import { encodeWeights } from '../learning/network/encode-weights';
import type { SegmentationRun } from '../learning/segmentation/config';
import type { ExportSettings } from './export-model';
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
  const evaluation = run.readJson<SegmentationEvaluation>('metrics.json');
  if (String(evaluation.fingerprints) !== String(record.sets.map((set) => set.fingerprint))) {
    throw new UserError(`${run.directory} was evaluated on other data; evaluate it again.`);
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
    intendedUse: segmentationIntendedUse(record.sets),
    modelCard: segmentationCard({
      name,
      version,
      record,
      evaluation,
      command: settings.command ?? record.command,
    }),
    storage: { weights: evaluation.weights, drift: {} },
    files: hashesOf(files),
  });
  const terms = licenceText(manifest);
  run.log(
    await writeModelFolder(settings.output, manifest, {
      ...files,
      ...(terms && { 'LICENSE.txt': Buffer.from(terms) }),
    }),
  );
  return manifest;
}

/** The terms of weights whose data have some. */
function licenceText({ name, version, provenance }: SegmentationManifest): string | undefined {
  const { licence, citation } = provenance;
  return (
    licence &&
    [
      `${name} ${version}: the weights in this folder are under ${licence}, as are the data that they were trained on.`,
      ...(citation ? [`Cite: ${citation}`] : []),
      'The rest of EchoNet for OHIF is under its own licence and works without this folder.',
      '',
    ].join('\n')
  );
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
  { command }: ExportSettings,
): SegmentationManifest['provenance'] {
  const { sets, config } = record;
  const count = (subset: 'train' | 'validation' | 'test') =>
    sets.reduce((sum, { split }) => sum + split[subset].length, 0);
  const unique = (values: readonly (string | undefined)[]) =>
    [...new Set(values.filter((value) => value !== undefined))].join('; ') || undefined;
  return {
    data: sets
      .map(({ source, split, fingerprint, simulated }) => {
        const kind = simulated ? 'simulated patients' : 'patients';
        return `${source}: ${split.train.length} ${kind} to train on; SHA-256 ${fingerprint}`;
      })
      .join('. '),
    simulated: sets.every(({ simulated }) => simulated),
    patients: { train: count('train'), validation: count('validation'), test: count('test') },
    commit: record.commit || 'unknown',
    seed: config.seed,
    command: command ?? record.command,
    date: record.startedAt,
    licence: unique(sets.map(({ licence }) => licence)),
    citation: unique(sets.map(({ citation }) => citation)),
  };
}
