import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createTensorNetwork,
  loadModel,
  predictFrames,
  type Manifest,
  type Model,
} from '@echonet/models';
import { UserError } from '@echonet/command-line';
import { readFrame } from '../data/prepared/images';
import { openPrepared, type Cohort, type CohortClip } from '../data/prepared/open-prepared';
import { wilsonInterval } from '../evaluation/statistics/wilson';
import { modelFolderReader } from '../learning/read-model-folder';
import { writeModelFolder } from './model-folder';

export interface RethresholdSettings {
  /** Folder of a view classifier. */
  readonly classifier: string;
  /** Prepared folder whose clips of the A4C are the site's. */
  readonly data: string;
  /** Share of these clips to accept, 0..1. */
  readonly accept: number;
  /** Model folder to write. */
  readonly output: string;
  readonly isForced?: boolean;
  readonly log: (line: string) => void;
}

/** Fewer clips do not tell where 95 % of them lie. */
const leastClips = 20;

/**
 * Writes a view classifier with a decision threshold at which it accepts a share of a site's own A4C
 * clips. Clips of other views are not needed for it, so how many of those it then accepts is not
 * known: the manifest no longer states a rate, and the model card says so.
 *
 * @throws {UserError} for another kind of model, or data that do not fit or are too few
 */
export async function rethreshold(settings: RethresholdSettings): Promise<Manifest> {
  const { classifier, data, accept, output, isForced, log } = settings;
  const model = await loadModel(modelFolderReader(classifier), {
    createNetwork: createTensorNetwork,
  });
  try {
    const { manifest } = model;
    if (manifest.purpose !== 'view') {
      throw new UserError(`${classifier} holds no view classifier.`);
    }
    const cohort = openPrepared(data);
    refuseOtherInput(cohort, manifest, data);
    const clips = cohort.clips.filter(({ view }) => view === 'A4C');
    if (clips.length < leastClips) {
      throw new UserError(
        `${data} has ${clips.length} clips of the view A4C; at least ${leastClips} are needed.`,
      );
    }
    const probabilities: number[] = [];
    for (const clip of clips) {
      probabilities.push(await probabilityOf(model, clip));
    }
    const before = thresholdOf(manifest);
    const threshold = acceptingThreshold(probabilities, accept);
    const text = (at: number) => acceptedText(probabilities, at);
    const changed = withThreshold(manifest, threshold, text(threshold));
    log(`Before: from ${before.toPrecision(3)} on, ${text(before)}.`);
    log(`Now: from ${threshold.toPrecision(3)} on, ${text(threshold)}.`);
    const files = await filesOf(classifier, manifest);
    log(await writeModelFolder(output, changed, files, isForced));
    return changed;
  } finally {
    model.dispose();
  }
}

/** The highest threshold that at least a share of the probabilities reaches. */
export function acceptingThreshold(probabilities: readonly number[], accept: number): number {
  const falling = [...probabilities].sort((a, b) => b - a);
  return falling[Math.max(1, Math.ceil(accept * falling.length)) - 1];
}

async function probabilityOf(model: Model, { images }: CohortClip): Promise<number> {
  const { input } = model.manifest;
  const frames = Array.from({ length: images.frameCount }, (_, index) => {
    const { frame } = readFrame(images, index, input);
    const { size, channels } = input;
    return { size, channels, data: Float32Array.from(frame, (grey) => grey / 255) };
  });
  const predicted = await predictFrames(model, frames);
  const sum = predicted.reduce((total, { values }) => total + values['viewA4C'], 0);
  return sum / predicted.length;
}

function refuseOtherInput({ index }: Cohort, { input, name }: Manifest, data: string): void {
  const { size, channels } = index.input;
  if (size !== input.size || channels !== input.channels) {
    throw new UserError(
      `${data} holds images of ${size} x ${size} x ${channels}, and ${name} reads ${input.size} x ${input.size} x ${input.channels}; prepare the clips again: echonet prepare --size ${input.size} --channels ${input.channels} --frame-interval-ms ${input.frameIntervalMs} --frame-count ${input.frameCount}`,
    );
  }
}

function thresholdOf({ tasks }: Manifest): number {
  return tasks.find(({ id }) => id === 'viewA4C')!.decisionThreshold!;
}

function acceptedText(probabilities: readonly number[], threshold: number): string {
  const accepted = probabilities.filter((probability) => probability >= threshold).length;
  const { low, high } = wilsonInterval(accepted, probabilities.length)!;
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return `${accepted} of ${probabilities.length} clips are accepted (${percent(accepted / probabilities.length)}, 95 % interval ${percent(low)} to ${percent(high)})`;
}

/** Of a classification; those at a threshold say nothing of another one. */
const metricsAtThreshold = [
  'f1',
  'sensitivity',
  'specificity',
  'specificityLow',
  'positivePredictiveValue',
  'negativePredictiveValue',
];

/** @param accepted what the threshold accepts of the site's clips, in words */
function withThreshold(manifest: Manifest, decisionThreshold: number, accepted: string): Manifest {
  const note = `The threshold of this copy is ${decisionThreshold.toPrecision(3)}, in place of the one that is stated below. It was set on A4C clips of one site: ${accepted}. The rates at a threshold and the numbers of passing clips that are stated below do not hold for it; how many clips of other views pass is not known.`;
  const [head, ...sections] = (manifest.modelCard ?? '').split(/\n(?=## )/);
  return {
    ...manifest,
    tasks: manifest.tasks.map((task) =>
      task.id === 'viewA4C'
        ? {
            ...task,
            decisionThreshold,
            metrics: withoutThresholdMetrics(task.metrics),
            calibration: { ...task.calibration, mostFalsePositives: undefined },
          }
        : task,
    ),
    modelCard: [head, `## Threshold of the site\n\n${note}\n`, ...sections].join('\n'),
  };
}

function withoutThresholdMetrics(
  metrics: Manifest['tasks'][number]['metrics'],
): Manifest['tasks'][number]['metrics'] {
  const kept = Object.entries(metrics ?? {}).filter(([id]) => !metricsAtThreshold.includes(id));
  return Object.fromEntries(kept);
}

/** What the manifest names, and the terms of the weights. */
async function filesOf(
  folder: string,
  { files, provenance }: Manifest,
): Promise<Record<string, Uint8Array>> {
  const names = [...Object.keys(files), ...(provenance.licence ? ['LICENSE.txt'] : [])];
  const contents = names.map(
    async (name) => [name, await readFile(path.join(folder, name))] as const,
  );
  return Object.fromEntries(await Promise.all(contents));
}
