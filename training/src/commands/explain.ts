import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { saliencyDefaults, saliencyMethods, type SaliencyMethod } from '@echonet/models';
import { listOf, wholeNumberBetween } from '@echonet/command-line';
import { startBackend } from '../learning/backends/backends';
import { explainClips } from '../evaluation/explain/explain-clips';
import { explanationPage } from '../evaluation/explain/page';
import { RunFolder } from '../learning/run-folder';
import type { TrainingRun } from '../learning/train/config';
import { computeOptions, type ComputeOptions } from './compute-options';
import { requirePredictionRun } from './prediction-run';

interface ExplainOptions extends ComputeOptions {
  readonly run: string;
  readonly out?: string;
  readonly clips?: readonly string[];
  readonly count: number;
  readonly tasks?: readonly string[];
  readonly methods: readonly SaliencyMethod[];
  readonly samples: number;
}

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('Draw what a model looked at in chosen clips, and test the maps.')
    .requiredOption('--run <folder>', 'a run of echonet train')
    .option('--out <folder>', "page and images (default: explain in the run's folder)")
    .option(
      '--clips <ids>',
      'hashes of patients or clips (default: test clips with labels as different as can be)',
      listOf(),
    )
    .option('--count <n>', 'test clips for each task', wholeNumberBetween(1, 1000), 4)
    .option('--tasks <ids>', 'tasks to explain (default: all)', listOf())
    .option('--methods <names>', 'ways to explain', listOf(saliencyMethods), [...saliencyMethods])
    .option(
      '--samples <n>',
      'noisy copies of SmoothGrad, steps of Integrated Gradients',
      wholeNumberBetween(1, 1000),
      saliencyDefaults.samples,
    );
  for (const option of computeOptions()) {
    command.addOption(option);
  }
  return command.action(run);
}

async function run(options: ExplainOptions): Promise<void> {
  const folder = RunFolder.open(options.run);
  requirePredictionRun(folder, 'its outlines and the evidence of evaluate explain it');
  folder.logCommand();
  const backend = await startBackend({ force: options.backend, threads: options.threads });
  const { clips: ids, tasks: taskIds, count, methods, samples } = options;
  const explanations = await explainClips({
    run: folder,
    backend,
    ids,
    taskIds,
    count,
    methods,
    samples,
  });
  const out = options.out ?? folder.file('explain');
  const images = path.join(out, 'images');
  mkdirSync(images, { recursive: true });
  for (const one of explanations) {
    for (const [kind, png] of Object.entries({ ...one.images })) {
      writeFileSync(
        path.join(images, `${one.clipId}-${one.taskId}-${one.method}-${kind}.png`),
        png,
      );
    }
  }
  const record = folder.readJson<TrainingRun>('run.json');
  const numbers = explanations.map((one) => ({ ...one, images: undefined }));
  writeFileSync(path.join(out, 'explanations.json'), `${JSON.stringify(numbers, undefined, 2)}\n`);
  writeFileSync(
    path.join(out, 'explain.html'),
    await explanationPage(explanations, record.tasks, record.simulated),
  );
  folder.log(`Explanations: ${path.join(out, 'explain.html')}`);
}
