import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { hasLearnedView, joinedView, type CreateSession } from '@echonet/models';
import { openPrepared } from '../../data/prepared/open-prepared';
import { readSplit, splitFileName } from '../../data/split/split-file';
import type { SplitSet } from '../../data/split/split-set';
import { splitClips } from '../../learning/train/run-data';
import { evaluatePredictions } from './evaluate-predictions';
import { evaluateOutlines } from './evaluate-outlines';
import { isSegmentationModel, openOwnModel } from './open-own-model';
import type { OwnPatients } from './own-patients';

export interface EvaluateModelSettings {
  /** Folder of an exported or shipped model. */
  readonly model: string;
  /** Prepared folder of the site's own patients. */
  readonly data: string;
  /** Folder to create. */
  readonly output: string;
  /** Of a split; all clips unless given. */
  readonly set?: { readonly split: string; readonly name: SplitSet };
  /** Opens an ONNX file. */
  readonly createSession: CreateSession;
  readonly log: (line: string) => void;
}

/**
 * Measures a model as it is on other patients than those of its run: predictions and their calibration,
 * or outlines. Writes predictions.csv or cases.csv, metrics.json and a report.
 *
 * @throws {UserError} when the folder exists, there is no model, or the images were prepared for another one
 */
export async function evaluateModel(settings: EvaluateModelSettings): Promise<void> {
  const { model: folder, data, output, set, createSession, log } = settings;
  if (existsSync(output)) {
    throw new UserError(`${output} is there already; choose another --out or delete it.`);
  }
  const cohort = openPrepared(data);
  const clips = set
    ? splitClips(cohort.clips, readSplit(set.split, cohort.clips))[set.name]
    : cohort.clips;
  if (clips.length === 0) {
    throw new UserError(`${set?.split} puts no clip in the set ${set?.name}.`);
  }
  if (!set && existsSync(path.join(data, splitFileName))) {
    log(
      'All clips are measured, with those of the training patients of the split; a model that learned from them is measured with --set test.',
    );
  }
  const model = await openOwnModel(folder, createSession);
  try {
    const { input } = model.manifest;
    const views = clips.map(({ view }) => view);
    if (input.view !== 'any' && !views.every((view) => hasLearnedView(input, view))) {
      log(
        `The model was trained on clips of the view ${input.view}, and these are of ${joinedView(views)}: the numbers ` +
          'say how it does on a view that it does not know.',
      );
    }
    mkdirSync(output, { recursive: true });
    const patients: OwnPatients = { cohort, clips, set: set?.name, output, log };
    if (isSegmentationModel(model)) {
      await evaluateOutlines(model, patients);
    } else {
      await evaluatePredictions(model, patients);
    }
  } finally {
    model.dispose();
  }
  log(`Report: ${path.join(output, 'report')}`);
}
