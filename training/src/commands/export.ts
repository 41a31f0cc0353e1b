import { Command } from 'commander';
import { UserError } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { exportModel } from '../export/export-model';
import { exportSegmentation } from '../export/export-segmentation';
import { exportVolumes } from '../export/export-volumes';
import { writeOnnx } from '../export/onnx/write-onnx';
import { RunFolder } from '../learning/run-folder';
import { isSegmentationRun } from '../learning/segmentation/config';
import { isVolumeRun } from '../learning/volumes/config';

interface ExportOptions {
  readonly run?: string;
  readonly out?: string;
  readonly id?: string;
  readonly name: string;
  readonly modelVersion: string;
  readonly recordCommand?: string;
  readonly dataName?: string;
  readonly force?: boolean;
  readonly model?: string;
  readonly onnx?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description(
      'Write the best weights of an evaluated run as a model for the viewer, as an ONNX file, or both.',
    )
    .option(
      '--run <folder>',
      'a run of echonet train, after echonet evaluate and echonet calibrate',
    )
    .option('--out <folder>', "the model's folder, e.g. models/local/<id>")
    .option('--id <id>', 'name of the model for programs: the viewer tells models apart by it')
    .option('--name <text>', 'name of the model for readers', 'EchoNet')
    .option('--model-version <version>', 'version of these weights', '1.0.0')
    .option(
      '--data-name <text>',
      'what the training data are called in panel and card, e.g. "St. Mary\'s, 2020 to 2024"',
    )
    .option('--force', "replace the model's folder if it is there")
    .option('--record-command <text>', 'command to write down as the one that made the weights')
    .option('--onnx <file>', 'write the model as an ONNX file too (opset 17, any batch size)')
    .option('--model <folder>', 'take a model that is exported already; with --onnx, without --run')
    .action(async (options: ExportOptions) => {
      await startBackend({ force: 'cpu' });
      const folder = options.model ?? (await exportRun(options));
      if (options.model && (options.run || !options.onnx)) {
        throw new UserError('--model goes with --onnx and without --run.');
      }
      if (!options.onnx) {
        return;
      }
      const length = await writeOnnx(folder, options.onnx);
      console.log(`Wrote ${options.onnx} (${(length / 1e6).toFixed(2)} MB)`);
    });
}

/** @returns the model's folder */
async function exportRun({ run, out, id, ...options }: ExportOptions): Promise<string> {
  if (!run || !out || !id) {
    throw new UserError('Name the run, the folder to write and the model: --run, --out and --id.');
  }
  const folder = RunFolder.open(run);
  folder.logCommand();
  const settings = {
    run: folder,
    output: out,
    id,
    name: options.name,
    version: options.modelVersion,
    command: options.recordCommand,
    dataName: options.dataName,
    isForced: options.force,
  };
  if (isSegmentationRun(folder)) {
    await exportSegmentation(settings);
  } else if (isVolumeRun(folder)) {
    await exportVolumes(settings);
  } else {
    await exportModel(settings);
  }
  return out;
}
