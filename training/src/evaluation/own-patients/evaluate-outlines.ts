import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ProgressBar, UserError } from '@echonet/command-line';
import type { SegmentationManifest, SegmentationNetwork } from '@echonet/models';
import { refuseOtherPreparation } from '../prepared-image';
import { assessSegmentation } from '../segmentation/assess-segmentation';
import { casesTable } from '../segmentation/cases-table';
import { measureCase, type SegmentationCase } from '../segmentation/measure-cases';
import { resultTables } from '../segmentation/result-tables';
import type { OwnPatients } from './own-patients';

/** Seed of the bootstrap. */
const seed = 1;

/** Measures outlines against the masks of the patients. @throws {UserError} when there is no mask */
export async function evaluateOutlines(
  model: SegmentationNetwork & { readonly manifest: SegmentationManifest },
  { cohort, clips, set: subset, output, log }: OwnPatients,
): Promise<void> {
  refuseOtherPreparation(model.manifest);
  const { structures: names, input } = cohort.index;
  if (!names || clips.every(({ labelledFrames }) => labelledFrames.length === 0)) {
    throw new UserError(
      'The clips have no masks to compare outlines with; prepare them with --structure-masks.',
    );
  }
  const set = {
    size: input.size,
    channels: input.channels,
    names,
    labelled: cohort.labelledStructures,
  };
  const bar = new ProgressBar('Evaluating', clips.length);
  const cases: SegmentationCase[] = [];
  for (const clip of clips) {
    cases.push(await measureCase(model, clip, set));
    bar.update(cases.length);
  }
  bar.stop();
  const results = assessSegmentation(cases, seed);
  const { id, version, name } = model.manifest;
  const report = path.join(output, 'report');
  mkdirSync(report, { recursive: true });
  const table = casesTable(cases.map((one) => ['test', one] as const));
  writeFileSync(path.join(output, 'cases.csv'), table);
  const metrics = { model: { id, version }, dataFingerprint: cohort.fingerprint, results };
  writeFileSync(path.join(output, 'metrics.json'), `${JSON.stringify(metrics, undefined, 2)}\n`);
  const text = [
    `# ${name} ${version} on own patients${subset ? `, set ${subset}` : ''}`,
    'Research use only, not for diagnosis. In brackets: 95 % interval by bootstrap of the patients.',
    resultTables(results),
  ].join('\n\n');
  writeFileSync(path.join(report, 'report.md'), `${text}\n`);
  for (const { structure, phase, metrics: ofStructure } of results.structures) {
    log(`${structure} ${phase}: Dice ${ofStructure.dice?.value?.toFixed(3) ?? '–'}`);
  }
}
