import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ProgressBar } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { readFolder } from '../reading/read-folder';
import { computeOptions, type ComputeOptions } from './compute-options';

interface ReadClipsOptions extends ComputeOptions {
  readonly clips: string;
  readonly viewClassifier: string;
  readonly models: readonly string[];
  readonly readTurnedAway?: boolean;
  readonly out?: string;
}

export function readClipsCommand(): Command {
  const command = new Command('read-clips')
    .description(
      'Read every file of a folder as the viewer does (rules, view classifier, models) and write down, as a table in Markdown, what is turned away and why, and what is read.',
    )
    .requiredOption('--clips <folder>', 'DICOM, AVI (Motion JPEG), JPEG, PNG; in any folders below')
    .requiredOption('--view-classifier <folder>', 'an exported view classifier')
    .option('--models <folders...>', 'exported models to read the accepted clips with', [])
    .option('--read-turned-away', 'read also what only the view classifier turns away')
    .option('--out <file>', 'write the tables there instead of to the terminal');
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: ReadClipsOptions): Promise<void> {
  const { clips, viewClassifier, models, readTurnedAway = false, out } = options;
  await startBackend({ force: options.backend, threads: options.threads });
  let bar: ProgressBar | undefined;
  const tables = await readFolder({
    clips,
    viewClassifier,
    models,
    readTurnedAway,
    onFile(done, total) {
      bar ??= new ProgressBar('Reading', total);
      bar.update(done);
    },
  });
  bar?.stop();
  if (out) {
    await writeFile(out, tables);
  } else {
    process.stdout.write(tables);
  }
}
