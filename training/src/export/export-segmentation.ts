import { parseSegmentationManifest, type SegmentationManifest } from '@echonet/models';
import type { Estimate } from '../evaluation/report/estimate';
import { measureIds, measureScales } from '../evaluation/segmentation/assess-segmentation';
import type {
  SegmentationEvaluation,
  SetEvaluation,
} from '../evaluation/segmentation/segmentation-evaluation';
import { realWhereAny } from '../data/real-where-any';
import { segmentationIntendedUse } from '../learning/intended-use';
import type { SegmentationRun } from '../learning/segmentation/config';
import {
  provenanceOfSets,
  refuseOtherData,
  trainedFiles,
  writeExport,
  type ExportSettings,
} from './exported-run';
import { hashesOf } from './model-folder';
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
  const trained = record.sets.map(({ fingerprint }) => fingerprint);
  refuseOtherData(run, evaluation.fingerprints, trained);
  const files = await trainedFiles(run, record, evaluation.weights);
  const [decisive] = realWhereAny(evaluation.sets);
  const { name, version } = settings;
  const provenance = provenanceOfSets(record, settings);
  const manifest = parseSegmentationManifest({
    schemaVersion: 1,
    id: settings.id,
    version,
    name,
    purpose: 'segmentation',
    architecture: record.architecture,
    input: record.input,
    structures: record.structures,
    measures: measuresOf(evaluation.intervals, decisive.test),
    quality: evaluation.quality.thresholds,
    metrics: Object.fromEntries(
      decisive.test.structures.flatMap(({ structure, phase, metrics }) =>
        numbers({ [`${structure} dice ${phase}`]: metrics.dice }),
      ),
    ),
    provenance,
    intendedUse: segmentationIntendedUse(record, settings.dataName),
    modelCard: segmentationCard({
      name,
      version,
      record,
      evaluation,
      command: provenance.command,
    }),
    storage: { weights: evaluation.weights, drift: {} },
    files: hashesOf(files),
  });
  await writeExport(settings, manifest, files);
  return manifest;
}

/** Without those that have no interval: their validation patients have no scale. */
export function measuresOf(
  intervals: SegmentationEvaluation['intervals'],
  test: SetEvaluation['test'],
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
