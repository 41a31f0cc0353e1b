import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { ProgressBar, UserError } from '@echonet/command-line';
import {
  interval90,
  isOnnxModel,
  predictFrames,
  summariseClip,
  summariseWindows,
  valueOfLogit,
  type ClipPrediction,
  type Manifest,
  type Model,
  type OnnxModel,
} from '@echonet/models';
import { evenFrames } from '../../learning/train/draw-frames';
import { readGreyValues } from '../../learning/train/read-batch';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { attributesOf } from '../evaluate/report-data';
import { refuseOtherFrames, windowLogits } from '../imported/window-logits';
import { assessModel } from '../report/assess-model';
import { resultLines } from '../report/result-lines';
import type { ReportClip, ReportData, ReportInterval } from '../report/report-data';
import { writeReport } from '../report/write-report';
import { coverageByThird, coverageOf } from '../statistics/coverage';
import type { OwnPatients } from './own-patients';

type Task = Manifest['tasks'][number];

interface PredictedClip {
  readonly clip: CohortClip;
  readonly prediction: ClipPrediction;
}

/**
 * Measures predictions, intervals and thresholds as the viewer shows them.
 *
 * @throws {UserError} when the images were prepared for another network, or no label is known
 */
export async function evaluatePredictions(
  model: Model | OnnxModel,
  { cohort, clips, set, output, log }: OwnPatients,
): Promise<void> {
  const { manifest } = model;
  const prepared = cohort.index.input;
  if (isOnnxModel(model)) {
    refuseOtherFrames(model, prepared);
  } else {
    requireSameImages(manifest, prepared);
  }
  const tasks = manifest.tasks.filter(({ id }) =>
    clips.some(({ labels }) => labels[id] !== undefined),
  );
  if (tasks.length === 0) {
    const ids = manifest.tasks.map(({ id }) => id).join(', ');
    throw new UserError(`The clips have no label of ${ids}, so the model cannot be measured.`);
  }
  const bar = new ProgressBar('Evaluating', clips.length);
  const predicted: PredictedClip[] = [];
  for (const clip of clips) {
    predicted.push({ clip, prediction: await predictClip(model, clip, prepared) });
    bar.update(predicted.length);
  }
  bar.stop();
  const { id, name, version, intendedUse, provenance } = manifest;
  const data: ReportData = {
    title: `${name} ${version} on own patients`,
    simulated: cohort.index.simulated,
    intendedUse,
    provenance: {
      Model: `${id} ${version}`,
      'Trained on': `${provenance.data} (${provenance.patients.train} patients)`,
      Clips: `${set ? `set ${set}: ` : ''}${clips.length} of ${new Set(clips.map(({ patientId }) => patientId)).size} patients; SHA-256 ${cohort.fingerprint}`,
    },
    tasks: tasks.map((task) => ({
      id: task.id,
      name: task.name,
      kind: task.kind,
      unit: task.unit,
      trainingMean: trainingMeanOf(task, manifest),
      threshold: task.decisionThreshold,
    })),
    clips: predicted.map((one) => reportClip(one, tasks)),
    intervals: Object.fromEntries(
      tasks.flatMap((task) => {
        const interval = intervalOf(task, predicted);
        return interval ? [[task.id, interval]] : [];
      }),
    ),
    seed: 1,
  };
  const results = assessModel(data);
  writeFileSync(path.join(output, 'predictions.csv'), predictionTable(predicted, tasks));
  const metrics = { model: { id, version }, dataFingerprint: cohort.fingerprint, results };
  writeFileSync(path.join(output, 'metrics.json'), `${JSON.stringify(metrics, undefined, 2)}\n`);
  await writeReport(path.join(output, 'report'), data, results);
  resultLines(results.tasks, 'clips').forEach((line) => log(line));
}

/** What is counted in pixels has no mean in the task's unit, and an imported network's is an offset. */
function trainingMeanOf(
  { frameVolume, pixelExponent, labelMean }: Task,
  { onnx }: Manifest,
): number | undefined {
  const isInUnit = (frameVolume ?? pixelExponent ?? onnx) === undefined;
  return isInUnit ? labelMean : undefined;
}

function requireSameImages(
  { input, name }: Manifest,
  prepared: OwnPatients['cohort']['index']['input'],
): void {
  const { size, channels, frameIntervalMs, frameCount } = input;
  const wanted = { size, channels, frameIntervalMs, frameCount };
  const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).some(
    (key) => wanted[key] !== prepared[key],
  );
  if (differs) {
    throw new UserError(
      `The clips were not prepared as ${name} reads them; prepare them with --size ${size} --channels ${channels} --frame-interval-ms ${frameIntervalMs} --frame-count ${frameCount}.`,
    );
  }
}

/** A data set of stills has end-diastole and end-systole of each patient, which have no time between them. */
const mostStills = 2;

async function predictClip(
  model: Model | OnnxModel,
  clip: CohortClip,
  prepared: OwnPatients['cohort']['index']['input'],
): Promise<ClipPrediction> {
  if (isOnnxModel(model)) {
    const { tasks, onnx } = model.manifest;
    const windows = await windowLogits(model, clip, prepared);
    const values = windows.map((logits) => ({
      values: Object.fromEntries(
        tasks.map((task) => [task.id, valueOfLogit(task, logits[task.outputIndex])]),
      ),
    }));
    return summariseWindows(model.manifest, onnx.input.frames, values);
  }
  const { size, channels, frameIntervalMs } = model.manifest.input;
  const length = size * size * channels;
  const greyValues = readGreyValues(evenFrames([clip], clip.images.frameCount), { size, channels });
  const images = Array.from({ length: greyValues.length / length }, (_, i) => ({
    size,
    channels,
    data: greyValues.subarray(i * length, (i + 1) * length),
  }));
  const frames = await predictFrames(model, images);
  const isFilm = frames.length > mostStills;
  return summariseClip(model.manifest, frames, {
    ...(isFilm && { timesMs: frames.map((_, index) => index * frameIntervalMs) }),
    mmPerPixel: clip.mmPerPixel,
  });
}

/** Frames or windows of their own where a clip's value is their mean. */
function reportClip({ clip, prediction }: PredictedClip, tasks: readonly Task[]): ReportClip {
  return {
    patientId: clip.patientId,
    clipId: clip.clipId,
    subset: 'test',
    view: clip.view,
    truth: clip.labels,
    attributes: attributesOf(clip),
    frames: Object.fromEntries(
      tasks.flatMap(({ id, frameVolume }) => {
        const found = prediction[id];
        return found
          ? [[id, frameVolume ? [found.mean] : (found.perWindow ?? found.perFrame)]]
          : [];
      }),
    ),
  };
}

/** What the model's own interval holds. */
function intervalOf(task: Task, clips: readonly PredictedClip[]): ReportInterval | undefined {
  const { interval90HalfWidth: halfWidth, interval90Scale: scale = 'absolute' } =
    task.calibration ?? {};
  if (halfWidth === undefined) {
    return undefined;
  }
  const known = clips.flatMap(({ clip, prediction }) => {
    const [truth, predicted] = [clip.labels[task.id], prediction[task.id]?.mean];
    return truth === undefined || predicted === undefined ? [] : [{ truth, predicted }];
  });
  const isHeld = ({ truth, predicted }: { truth: number; predicted: number }) => {
    const [low, high] = interval90(task, predicted) ?? [NaN, NaN];
    return truth >= low && truth <= high;
  };
  return {
    halfWidth,
    scale,
    coverage: {
      all: coverageOf(known, isHeld),
      thirds: coverageByThird(known, isHeld).map((third) => third ?? null),
    },
  };
}

function predictionTable(clips: readonly PredictedClip[], tasks: readonly Task[]): string {
  const header = ['PatientID', 'ClipID', 'frames'].concat(
    tasks.flatMap(({ id }) => [id, `${id} predicted`]),
  );
  const rows = clips.map(({ clip, prediction }) => [
    clip.patientId,
    clip.clipId,
    clip.images.frameCount,
    ...tasks.flatMap(({ id }) => [
      clip.labels[id] ?? '',
      prediction[id]?.mean.toPrecision(6) ?? '',
    ]),
  ]);
  return stringify([header, ...rows]);
}
