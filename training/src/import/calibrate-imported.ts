import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ProgressBar, UserError } from '@echonet/command-line';
import {
  enginePlanFileName,
  isOnnxModel,
  manifestFileName,
  onnxFileName,
  parseAnyManifest,
  type AnyManifest,
  type CreateSession,
  type OnnxModel,
  type SegmentationManifest,
  type SegmentationModel,
} from '@echonet/models';
import { openPrepared, type Cohort, type CohortClip } from '../data/prepared/open-prepared';
import { readSplit } from '../data/split/split-file';
import { calibrateTasks } from '../evaluation/calibrate/calibrate-tasks';
import { calibratedResults } from '../evaluation/calibrate/calibrated-results';
import { patientsOf } from '../evaluation/calibrate/fit-interval';
import type { ClipLogits } from '../evaluation/evaluate/predict-clips';
import { refuseOtherFrames, windowLogits } from '../evaluation/imported/window-logits';
import { isSegmentationModel, openOwnModel } from '../evaluation/own-patients/open-own-model';
import { refuseOtherPreparation } from '../evaluation/prepared-image';
import { defaultResamples } from '../evaluation/report/assess-model';
import { assessSegmentation } from '../evaluation/segmentation/assess-segmentation';
import { fitIntervals } from '../evaluation/segmentation/fit-intervals';
import { measureCase, type SegmentationCase } from '../evaluation/segmentation/measure-cases';
import { calibratedTask } from '../export/calibrated-task';
import { measuresOf } from '../export/export-segmentation';
import { writeFolder, type ModelFiles } from '../export/model-folder';
import { taskEvaluation } from '../export/task-evaluation';
import type { TrainedTask } from '../learning/train/trained-task';
import { fittingClips, splitClips } from '../learning/train/run-data';
import { notEvaluated } from './import-card';

export interface CalibrateImportedSettings {
  /** Folder that echonet import has written; its manifest and card are replaced. */
  readonly model: string;
  /** Prepared folder of the site's own patients. */
  readonly data: string;
  readonly split: string;
  /** The site's own name of its data, for panel and card. */
  readonly dataName: string;
  readonly createSession: CreateSession;
  readonly log: (line: string) => void;
}

/** Clips whose patients are fitted on and measured on; no patient is in both. */
interface Sets {
  readonly fitting: readonly CohortClip[];
  readonly test: readonly CohortClip[];
}

/** Seed of the bootstrap. */
const seed = 1;

/** Fewer do not tell where nine tenths of them lie, or what the interval holds of others. */
const leastPatients = { fitting: 20, test: 10 } as const;

/**
 * Fits intervals, probabilities and thresholds of an imported model to a site's own patients, measures
 * them on other patients, and writes both into the model's manifest and card. An imported model has
 * learned from none of them.
 *
 * @throws {UserError} when the model is none that was imported, the data were not prepared as it reads
 *   them, or there are too few patients
 */
export async function calibrateImported(settings: CalibrateImportedSettings): Promise<AnyManifest> {
  const { model: folder, data, split, log } = settings;
  const cohort = openPrepared(data);
  const sets = splitClips(cohort.clips, readSplit(split, cohort.clips));
  const used: Sets = { fitting: fittingClips(sets), test: sets.test };
  const model = await openOwnModel(folder, settings.createSession);
  try {
    const { manifest } = model;
    if (!manifest.onnx) {
      throw new UserError(
        `${folder} holds a model of this program, whose run is calibrated: echonet calibrate --run.`,
      );
    }
    const calibrated = isSegmentationModel(model)
      ? await calibrateOutlines(model, cohort, used)
      : isOnnxModel(model)
        ? await calibrateNumbers(model, cohort, used, settings)
        : undefined;
    if (!calibrated) {
      throw new UserError(
        `${data} has too few patients with labels for ${manifest.name}: at least ${leastPatients.fitting} to fit an interval to, and ${leastPatients.test} others to measure it on. Its split has ${patientCount(used.fitting)} and ${patientCount(used.test)}, with labels or without; echonet split --help says how to change that.`,
      );
    }
    const { changes, results } = calibrated;
    const evaluated = evaluatedSentence(used, settings);
    const changed = parseAnyManifest({
      ...manifest,
      ...changes,
      intendedUse: replaced(manifest.intendedUse, evaluated),
      modelCard: cardWith(manifest.modelCard ?? '', evaluated, results),
    });
    results.forEach((line) => log(line));
    log(await writeFolder(folder, await filesOf(folder, changed)));
    return changed;
  } finally {
    model.dispose();
  }
}

interface Calibrated {
  readonly changes: object;
  /** A line each, for terminal and card. */
  readonly results: readonly string[];
}

async function calibrateNumbers(
  model: OnnxModel,
  { index }: Cohort,
  { fitting, test }: Sets,
  { dataName }: CalibrateImportedSettings,
): Promise<Calibrated | undefined> {
  const { manifest } = model;
  refuseOtherFrames(model, index.input);
  const tasks = manifest.tasks.map(
    ({ id, name, kind, unit, range, outputIndex, labelMean, labelStd, code }): TrainedTask => ({
      ...{ id, name, kind, unit, range, outputIndex, labelMean, labelStd },
      ...(code && { code }),
    }),
  );
  const known = (clip: CohortClip) => tasks.some(({ id }) => clip.labels[id] !== undefined);
  const clips: ClipLogits[] = [];
  const bar = new ProgressBar('Calibrating', fitting.length + test.length);
  for (const [subset, own] of [
    ['calibration', fitting.filter(known)],
    ['test', test.filter(known)],
  ] as const) {
    for (const clip of own) {
      const windows = await windowLogits(model, clip, index.input);
      const logits = Object.fromEntries(
        tasks.map(({ id, outputIndex }) => [id, windows.map((values) => values[outputIndex])]),
      );
      clips.push({ clip, subset, logits });
      bar.update(clips.length);
    }
  }
  bar.stop();
  const fitted = calibrateTasks(tasks, clips);
  const results = Object.fromEntries(
    tasks.map((task) => [
      task.id,
      calibratedResults(task, fitted[task.id], clips, {
        ...{ resamples: defaultResamples, seed },
        // The contract's labelMean is the offset of an output; what labels its authors had is not known.
        trainingMean: NaN,
      }),
    ]),
  );
  const patients = (id: string, subset: ClipLogits['subset']) =>
    patientsOf(
      clips
        .filter((one) => one.subset === subset && one.clip.labels[id] !== undefined)
        .map(({ clip }) => clip),
    );
  const isFitted = ({ id }: { id: string }) =>
    (fitted[id].interval90HalfWidth !== undefined || fitted[id].probability !== undefined) &&
    patients(id, 'calibration') >= leastPatients.fitting &&
    patients(id, 'test') >= leastPatients.test;
  if (!tasks.some(isFitted)) {
    return undefined;
  }
  const calibrated = manifest.tasks.map((task, i) => {
    if (!isFitted(task)) {
      return task;
    }
    const evaluatedOn = taskEvaluation(
      { data: dataName, simulated: index.simulated },
      results[task.id],
    );
    return {
      ...task,
      ...calibratedTask(tasks[i], { tasks: fitted, results }),
      ...(evaluatedOn && { evaluatedOn }),
    };
  });
  return {
    changes: { tasks: calibrated },
    results: tasks.filter(isFitted).map((task) => {
      const { interval90HalfWidth, interval90Scale, bias, test: measured } = fitted[task.id];
      const numbers = Object.entries({
        ...(interval90HalfWidth !== undefined && {
          [interval90Scale === 'logarithmic'
            ? '90 % interval (logarithm)'
            : `90 % interval (± ${task.unit})`]: interval90HalfWidth,
        }),
        ...(bias !== undefined && { [`bias removed (${task.unit})`]: bias }),
        ...valuesOf(results[task.id].metrics),
        ...measured,
      });
      return `${task.id}: ${numbersText(numbers)}.`;
    }),
  };
}

async function calibrateOutlines(
  model: SegmentationModel,
  { index, labelledStructures }: Cohort,
  { fitting, test }: Sets,
): Promise<Calibrated | undefined> {
  refuseOtherPreparation(model.manifest);
  const { structures: names, input } = index;
  if (!names) {
    throw new UserError(
      'The clips have no masks to compare outlines with; prepare them with --structure-masks.',
    );
  }
  if (patientsOf(fitting) < leastPatients.fitting || patientsOf(test) < leastPatients.test) {
    return undefined;
  }
  const set = {
    size: input.size,
    channels: input.channels,
    names,
    labelled: labelledStructures,
  };
  const bar = new ProgressBar('Calibrating', fitting.length + test.length);
  const measured = async (clips: readonly CohortClip[], before: number) => {
    const cases: SegmentationCase[] = [];
    for (const clip of clips) {
      cases.push(await measureCase(model, clip, set));
      bar.update(before + cases.length);
    }
    return cases;
  };
  const validation = await measured(fitting, 0);
  const cases = { validation, test: await measured(test, fitting.length) };
  bar.stop();
  const intervals = fitIntervals(cases);
  const results = assessSegmentation(cases.test, seed);
  const measures = measuresOf(intervals, results);
  if (Object.keys(measures).length === 0) {
    return undefined;
  }
  const dice = results.structures.flatMap(({ structure, phase, metrics }) =>
    metrics.dice?.value === undefined
      ? []
      : [[`${structure} dice ${phase}`, rounded(metrics.dice.value)] as const],
  );
  return {
    changes: {
      measures,
      metrics: Object.fromEntries(dice),
    } satisfies Partial<SegmentationManifest>,
    results: [
      ...Object.entries(measures).map(
        ([id, { unit, interval90, metrics }]) =>
          `${id}: ${numbersText([
            [
              interval90.scale === 'logarithmic'
                ? '90 % interval (logarithm)'
                : `90 % interval (± ${unit})`,
              interval90.halfWidth,
            ],
            ...Object.entries(metrics),
          ])}.`,
      ),
      ...(dice.length > 0 ? [`Outlines: ${numbersText(dice)}.`] : []),
    ],
  };
}

function valuesOf(
  metrics: Readonly<Record<string, { readonly value?: number } | undefined>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, estimate]) =>
      estimate?.value === undefined ? [] : [[name, estimate.value]],
    ),
  );
}

function numbersText(numbers: readonly (readonly [name: string, value: number])[]): string {
  return numbers.map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ');
}

function evaluatedSentence({ fitting, test }: Sets, { dataName }: CalibrateImportedSettings) {
  return (
    `Imported; intervals and thresholds fitted to ${patientsOf(fitting)} patients of ${dataName} and ` +
    `measured on ${patientsOf(test)} others of it.`
  );
}

/** Marks what an earlier calibration has written. */
const earlier = /Imported; intervals and thresholds fitted to .*? others of it\./;

function replaced(text: string, evaluated: string): string {
  return text.includes(notEvaluated)
    ? text.replace(notEvaluated, () => evaluated)
    : text.replace(earlier, () => evaluated);
}

const heading = '## Results at this site';

function cardWith(card: string, evaluated: string, results: readonly string[]): string {
  const [before] = replaced(card, evaluated)
    .replace('- How it does on the patients and scanners of this site.', '')
    .split(heading);
  return [before.trimEnd(), heading, evaluated, results.map((one) => `- ${one}`).join('\n'), '']
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

async function filesOf(folder: string, manifest: AnyManifest): Promise<ModelFiles> {
  const kept = [onnxFileName, enginePlanFileName, 'LICENCE.txt'].filter((name) =>
    existsSync(path.join(folder, name)),
  );
  const files = await Promise.all(
    kept.map(async (name) => [name, await readFile(path.join(folder, name))] as const),
  );
  return {
    ...Object.fromEntries(files),
    'MODEL-CARD.md': Buffer.from(manifest.modelCard ?? ''),
    [manifestFileName]: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
  };
}

function patientCount(clips: readonly CohortClip[]): number {
  return new Set(clips.map(({ patientId }) => patientId)).size;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
