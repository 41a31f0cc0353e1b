import {
  buildGraph,
  createTensorNetwork,
  type Network,
  type SaliencyMethod,
} from '@echonet/models';
import { ProgressBar, UserError } from '@echonet/command-line';
import type { RunningBackend } from '../../learning/backends/backends';
import { readRoundedWeights } from '../evaluate/open-network';
import { clipLogits, clipValue } from '../evaluate/predict-clips';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { readFrame } from '../../data/prepared/images';
import type { RunFolder } from '../../learning/run-folder';
import { spearman } from '../statistics/spearman';
import type { TrainingRun } from '../../learning/train/config';
import { readGreyValues } from '../../learning/train/read-batch';
import { openRunData, splitClips } from '../../learning/train/run-data';
import { deletionCurve, type DeletionCurve } from './deletion-curve';
import { explain } from './methods';
import { drawExplanation, type ExplanationImages } from './images';
import { shuffledWeights } from './shuffled-weights';
import { variedClips } from './varied-clips';

export interface ExplainSettings {
  readonly run: RunFolder;
  readonly backend: RunningBackend;
  /**
   * Pseudonymous ids of patients or clips; without them, `count` test clips are chosen for each
   * task.
   */
  readonly ids?: readonly string[];
  readonly count: number;
  /** All tasks of the run unless given. */
  readonly taskIds?: readonly string[];
  readonly methods: readonly SaliencyMethod[];
  readonly samples: number;
}

/** Saliency map of one frame, by one method for one task, with its tests. */
export interface Explanation {
  readonly clipId: string;
  readonly patientId: string;
  readonly taskId: string;
  readonly method: SaliencyMethod;
  /** From 1. */
  readonly frame: number;
  /**
   * Prediction of the clip, in the task's unit or as a probability; NaN where it depends on a scale that is
   * unknown.
   */
  readonly predicted: number;
  readonly truth?: number;
  readonly deletion: DeletionCurve;
  /**
   * Spearman's correlation, inside the sector, with the map of the network with shuffled weights:
   * near 1, the map reflects the image and not the learned weights.
   */
  readonly randomisedCorrelation: number;
  readonly images: ExplanationImages;
}

/**
 * Computes saliency maps of the middle frame of chosen clips and tests each by deletion and by
 * weight randomisation.
 *
 * @throws {UserError} for an unknown id or task
 */
export async function explainClips(settings: ExplainSettings): Promise<Explanation[]> {
  const { run } = settings;
  const record = run.readJson<TrainingRun>('run.json');
  const cohort = openRunData(record);
  const { test } = splitClips(cohort.clips, record.split);
  const named = settings.ids && clipsWithIds(cohort.clips, settings.ids);
  const chosen = chosenTasks(record, settings.taskIds).flatMap((task) =>
    (named ?? variedClips(test, task, settings.count)).map((clip) => ({ task, clip })),
  );
  const { weights } = await readRoundedWeights(run, record, 'float32');
  const graph = buildGraph(record.architecture);
  const network = await createTensorNetwork(graph, weights, record.input);
  const untrained = await createTensorNetwork(
    graph,
    shuffledWeights(weights, record.config.seed),
    record.input,
  );
  const total = chosen.length * settings.methods.length;
  const bar = new ProgressBar('Explaining', total);
  const explanations: Explanation[] = [];
  /** Logits by clip id: several tasks may choose the same clip. */
  const logitsOf = new Map<string, Awaited<ReturnType<typeof clipLogits>>>();
  for (const { task, clip } of chosen) {
    const logits = logitsOf.get(clip.clipId) ?? (await clipLogits(network, clip, record));
    logitsOf.set(clip.clipId, logits);
    for (const method of settings.methods) {
      explanations.push({
        clipId: clip.clipId,
        patientId: clip.patientId,
        taskId: task.id,
        method,
        predicted: clipValue(task, { clip, logits }),
        truth: clip.labels[task.id],
        ...(await explainFrame(clip, method, task.outputIndex, {
          network,
          untrained,
          settings,
          record,
        })),
      });
      bar.update(explanations.length);
    }
  }
  bar.stop();
  network.dispose();
  untrained.dispose();
  return explanations;
}

async function explainFrame(
  clip: CohortClip,
  method: SaliencyMethod,
  outputIndex: number,
  {
    network,
    untrained,
    settings: { samples },
    record: { input, config },
  }: {
    network: Network;
    untrained: Network;
    settings: ExplainSettings;
    record: TrainingRun;
  },
): Promise<Pick<Explanation, 'frame' | 'deletion' | 'randomisedCorrelation' | 'images'>> {
  const frameIndex = Math.floor(clip.images.frameCount / 2);
  const { mask } = readFrame(clip.images, frameIndex, input);
  const greyValues = readGreyValues([{ clip, frameIndex }], input);
  const map = await explain(method, network, greyValues, mask, outputIndex, { samples });
  const untrainedMap = await explain(method, untrained, greyValues, mask, outputIndex, { samples });
  const inside = (values: Float32Array) => [...values].filter((_, pixel) => mask[pixel] === 1);
  return {
    frame: frameIndex + 1,
    deletion: await deletionCurve(network, greyValues, map, mask, outputIndex, config.seed),
    randomisedCorrelation: spearman(inside(map), inside(untrainedMap)),
    images: await drawExplanation(greyValues, map),
  };
}

/** @throws {UserError} naming an id of no patient and no clip */
function clipsWithIds(clips: readonly CohortClip[], ids: readonly string[]): CohortClip[] {
  return ids.flatMap((id) => {
    const found = clips.filter(({ clipId, patientId }) => clipId === id || patientId === id);
    if (found.length === 0) {
      throw new UserError(
        `The data have no patient or clip ${id}; clips.csv of the data and identities.csv beside it list them.`,
      );
    }
    return found;
  });
}

function chosenTasks({ tasks }: TrainingRun, ids?: readonly string[]): TrainingRun['tasks'] {
  const unknown = ids?.find((id) => !tasks.some((task) => task.id === id));
  if (unknown) {
    throw new UserError(`The run has no task ${unknown}.`);
  }
  return ids ? tasks.filter(({ id }) => ids.includes(id)) : tasks;
}
