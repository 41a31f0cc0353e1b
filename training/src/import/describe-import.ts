import type { AnyManifest } from '@echonet/models';
import type { ImportedModel } from './import-model';

/** What the program prints after an import, a line each. */
export function importReport({
  manifest,
  facts,
  windowMs,
  runner,
  unknown,
  written,
}: ImportedModel): string[] {
  const { onnx, provenance } = manifest;
  return [
    `${manifest.name} v${manifest.version}: ${(facts.parameters / 1e6).toFixed(1)} million parameters, ` +
      `opset ${facts.opset}, ${facts.operators.length} kinds of operators.`,
    outputsOf(manifest),
    `A made clip takes ${(windowMs / 1000).toFixed(1)} s a ${
      manifest.purpose === 'segmentation' ? 'frame' : 'window'
    } on one thread here; recorded: ` +
      `${onnx!.recorded.answer
        .slice(0, 6)
        .map((value) => value.toPrecision(6))
        .join(', ')}.`,
    runner,
    `Licence of the weights: ${provenance.licence}.`,
    'Unknown:',
    ...unknown.map((sentence) => `  - ${sentence}`),
    `${written}. Research use only, not for diagnosis.`,
  ];
}

function outputsOf(manifest: AnyManifest): string {
  if (manifest.purpose === 'segmentation') {
    const [, ...structures] = manifest.structures;
    return `Outlines: ${structures.join(', ')}.`;
  }
  const tasks = manifest.tasks.map(({ id, unit }) => (unit ? `${id} (${unit})` : id));
  return `Tasks: ${tasks.join(', ')}.`;
}
