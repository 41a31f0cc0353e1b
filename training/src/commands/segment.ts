import { Command } from 'commander';
import { numberBetween, prepareEmptyFolder, ProgressBar, UserError } from '@echonet/command-line';
import { createTensorNetwork, type ClipValue } from '@echonet/models';
import { momentsNotShown } from '@echonet/models/measures';
import { describeBackend, startBackend } from '../learning/backends/backends';
import { bundledModels, modelsIn } from '../reading/models/model-folders';
import { openModels, type ReadingModels } from '../reading/models/open-models';
import { findInputs } from '../reading/segment/find-inputs';
import { openSegmentationModel } from '../reading/segment/open-segmentation-model';
import { segmentFiles, type SegmentationFailure } from '../reading/segment/segment-files';
import type { SegmentedFile } from '../reading/segment/segment-file';
import { computeOptions, type ComputeOptions } from './compute-options';

interface SegmentOptions extends ComputeOptions {
  readonly model: string;
  readonly input: readonly string[];
  readonly out: string;
  readonly masks?: boolean;
  readonly mmPerPixel?: number;
  readonly contactSheet?: string;
  readonly viewClassifier?: string;
  readonly viewCheck: boolean;
}

export function segmentCommand(): Command {
  const command = new Command('segment')
    .description(
      'Outline the heart in every frame of clips and stills of the apical four-chamber view; write contours, measures, beats and quality of each file as JSON.',
    )
    .requiredOption('--model <folder>', 'an exported segmentation model')
    .requiredOption(
      '--input <paths...>',
      'files or folders with all folders below: DICOM, NIfTI, AVI (Motion JPEG), JPEG, PNG',
    )
    .requiredOption('--out <folder>', 'a new folder; <name>.json for each file')
    .option(
      '--view-classifier <folder>',
      'an exported view classifier, in place of that which comes with the viewer: it tells which clips lie mirrored or upside down, and notes what is hardly an A4C',
    )
    .option('--no-view-check', 'take every clip for an A4C that lies as usual')
    .option(
      '--masks',
      'also <name>_<frame>.png for each frame, counted from 0: 0 background, 1 LV, 2 LV wall, 3 LA, 4 RV, 5 RA',
    )
    .option(
      '--mm-per-pixel <mm>',
      'width of a pixel of files that do not state its size themselves',
      numberBetween(0.02, 5),
    )
    .option(
      '--contact-sheet <png>',
      'also draw contours into up to 12 frames of each clip, 360 frames in all',
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: SegmentOptions): Promise<void> {
  const { input, out, masks = false, mmPerPixel } = options;
  const files = await findInputs(input);
  const backend = await startBackend({ force: options.backend, threads: options.threads });
  const model = await openSegmentationModel(options.model);
  const { viewClassifier, dispose } = await openViewClassifier(options);
  await prepareEmptyFolder(out);
  console.log(describeBackend(backend));
  const bar = new ProgressBar('Segmenting', files.length);
  const lines: string[] = [];
  let frames = 0;
  const start = performance.now();
  const { failures, withoutImage } = await segmentFiles({
    model,
    viewClassifier: viewClassifier?.model,
    files,
    out,
    masks,
    mmPerPixel,
    contactSheet: options.contactSheet,
    onFile(done, segmented) {
      bar.update(done);
      if (segmented) {
        frames += segmented.clip.frames.length;
        lines.push(`${segmented.file.name}: ${summaryOf(segmented.clip)}\n`);
      }
    },
  });
  bar.stop();
  model.dispose();
  dispose();
  const seconds = (performance.now() - start) / 1000;
  const count = files.length - withoutImage.length;
  console.log(
    `${lines.join('')}Wrote ${count - failures.length} of ${count} files (${frames} frames, ${seconds.toFixed(1)} s) to ${out}. Research use only, not for diagnosis.`,
  );
  if (withoutImage.length > 0) {
    console.log(`Without an image, as reports are: ${withoutImage.join(', ')}`);
  }
  if (failures.length > 0) {
    throw new UserError(failureText(failures, count));
  }
  if (count === 0) {
    throw new UserError(`No file in ${input.join(', ')} holds an image.`);
  }
}

async function openViewClassifier({
  viewCheck,
  viewClassifier,
}: SegmentOptions): Promise<Pick<ReadingModels, 'viewClassifier' | 'dispose'>> {
  const folder = viewClassifier ?? (await modelsIn(bundledModels)).viewClassifier;
  const folders = { models: [], ...(viewCheck && { viewClassifier: folder }) };
  return openModels(folders, createTensorNetwork);
}

function summaryOf({ frames, findings }: SegmentedFile): string {
  const { values, beats, judgement } = findings;
  if (frames.length === 1) {
    return 'still';
  }
  const numbers = Object.entries(values).map(([id, value]) => `${id} ${valueText(value)}`);
  const count = `${frames.length} frames`;
  const found =
    beats.kind === 'whole beats'
      ? `${beats.beats.length} whole beats`
      : [beats.kind, ...momentsNotShown(beats).map((moment) => `${moment} not shown`)].join(', ');
  return [count, found, ...numbers, `quality ${judgement.grade}`].join(', ');
}

function valueText({ value, unit, interval90 }: ClipValue): string {
  const interval = interval90 ? ` (${interval90.map((end) => end.toFixed(0)).join(' to ')})` : '';
  return `${value.toFixed(0)}${interval} ${unit}`;
}

function failureText(failures: readonly SegmentationFailure[], count: number): string {
  const lines = failures.map(({ name, reason }) => `  ${name}: ${reason}`);
  return [`${failures.length} of ${count} files were not segmented:`, ...lines].join('\n');
}
