import { Command } from 'commander';
import { startBackend } from '../backend/backends';
import { exportModel } from '../export/export-model';
import { RunFolder } from '../run/run-folder';

interface ExportOptions {
  readonly run: string;
  readonly out: string;
  readonly id: string;
  readonly name: string;
  readonly modelVersion: string;
  readonly recordCommand?: string;
}

/** `echonet export`. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Write the best weights of an evaluated run as a model for the viewer.')
    .requiredOption('--run <folder>', 'folder of echonet train, after echonet evaluate')
    .requiredOption('--out <folder>', "the model's folder, e.g. models/bundled/<id>")
    .requiredOption('--id <id>', 'how the viewer tells the model from others')
    .option('--name <text>', 'how the reader sees it', 'EchoNet')
    .option('--model-version <version>', 'of these weights', '1.0.0')
    .option('--record-command <text>', 'command to write down as the one that made the weights')
    .action(async (options: ExportOptions) => {
      await startBackend({ force: 'cpu' });
      await exportModel({
        run: RunFolder.open(options.run),
        output: options.out,
        id: options.id,
        name: options.name,
        version: options.modelVersion,
        command: options.recordCommand,
      });
    });
}
