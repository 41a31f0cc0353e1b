import {
  measureEditedClip,
  measureSegmentedClip,
  poolPredictions,
  type ClipTaskPrediction,
  type Manifest,
  type SegmentationManifest,
  type Task,
} from '@echonet/models';
import { clipOf } from '../clips/clip';
import { displaySetOf } from '../clips/testing';
import type { MeasureId } from '../contours/measured';
import { type ClipContours, noEdits, type ReaderEdits } from '../contours/state';
import { foundSegmentation, outlinedFrame } from '../contours/testing';
import { startReplyOf } from '../inference/fake-worker';
import { manifest as smallManifest } from '../models/testing';
import type { ReadClip, Reading } from '../results/reading';
import { type Decision, type Decisions, measuredId, type ReaderDecision } from './decisions';
import { readSourceInstance, type SourceInstance } from './dicom/source-instance';
import { type MeasuredClip, measuredClip } from './measured-clip';
import { type Report, reportOf, type ReportSources } from './report';

const volume = (id: string, outputIndex: number, value: string, meaning: string): Task => ({
  id,
  name: `${id} of the left ventricle`,
  kind: 'regression',
  unit: 'mL',
  range: [5, 400],
  outputIndex,
  labelMean: 90,
  labelStd: 40,
  code: { value, scheme: 'LN', meaning },
  metrics: {},
  calibration: { interval90HalfWidth: 25 },
});

export const reportManifest: Manifest = {
  ...smallManifest,
  architecture: { ...smallManifest.architecture, outputs: 4 },
  tasks: [
    {
      ...smallManifest.tasks[0],
      code: { value: '18043-0', scheme: 'LN', meaning: 'Left Ventricular Ejection Fraction by US' },
    },
    smallManifest.tasks[1],
    volume('EDV', 2, '18026-5', 'Left Ventricular End Diastolic Volume'),
    volume('ESV', 3, '18148-7', 'Left Ventricular End Systolic Volume'),
  ],
};

const values: Readonly<Record<string, number>> = { EF: 55.25, lead: 0.75, EDV: 100, ESV: 45 };

function predictionOf(task: Task, mean: number): ClipTaskPrediction {
  const halfWidth = task.calibration?.interval90HalfWidth;
  return {
    mean,
    standardDeviation: 2.5,
    perFrame: [mean - 2, mean + 2],
    interval90: halfWidth === undefined ? undefined : [mean - halfWidth, mean + halfWidth],
    positive: task.decisionThreshold === undefined ? undefined : mean >= task.decisionThreshold,
    notes: [],
  };
}

function readClip(
  number: number,
  offset: number,
  means: Readonly<Record<string, number>>,
): ReadClip {
  return {
    clip: clipOf(displaySetOf(number, { SeriesDescription: 'Meier, Anna' })),
    result: {
      prediction: Object.fromEntries(
        reportManifest.tasks.map((task) => [task.id, predictionOf(task, means[task.id] + offset)]),
      ),
      frameIndices: [0, 2, 4],
      expectedFrames: 3,
      warnings: ['The clip gives 3 frames instead of 20.'],
      backend: startReplyOf('wasm').backend,
      elapsedMs: 1000,
      timings: { readMs: 100, firstResultMs: 300, perFrameMs: 300 },
      prepared: {
        size: 8,
        quality: { contrast: 0.5, blackShare: 0.25, whiteShare: 0 },
        sector: {
          crop: { x: 0, y: 0, width: 80, height: 80 },
          outline: [
            { x: 40, y: 0 },
            { x: 80, y: 70 },
            { x: 0.5, y: 70 },
          ],
          source: 'pixels',
          notes: [],
        },
      },
    },
  };
}

/**
 * A complete reading.
 *
 * @param changed means by task ID that differ from the usual ones
 */
export function readingOfClips(
  count: number,
  changed: Readonly<Record<string, number>> = {},
  view?: ReadClip['result']['view'],
): Reading {
  const means = { ...values, ...changed };
  const clips = Array.from({ length: count }, (_, i): ReadClip => {
    const { clip, result } = readClip(i + 1, 0.125 * i, means);
    return { clip, result: { ...result, ...(view && { view }) } };
  });
  return {
    clips,
    prediction: poolPredictions(
      reportManifest,
      clips.map(({ result }) => result.prediction),
    ),
    isProvisional: false,
    isComplete: true,
  };
}

/** What the view classifier says of a clip that it accepts. */
export const fourChamberView: NonNullable<ReadClip['result']['view']> = {
  view: 'A4C',
  accepted: true,
  probability: 0.98,
  threshold: 0.5,
  probabilities: { A4C: 0.98, other: 0.01, unusable: 0.01 },
};

export function reportForTests(clipCount = 1, sources: Partial<ReportSources> = {}): Report {
  return reportOf({
    manifest: reportManifest,
    reading: readingOfClips(clipCount),
    decisions: new Map([['EF', decisionForTests('accepted')]]),
    date: new Date('2026-11-26T10:55:30.250Z'),
    ...sources,
  });
}

export function decisionForTests(decision: Decision): ReaderDecision {
  return { decision, date: new Date('2026-11-26T10:54:00Z') };
}

const timesMs = Array.from({ length: 30 }, (_, frame) => 50 * frame);

/** Two heartbeats of 15 frames, the first ED in frame 0, at 2 mm a pixel, with a reader's changes. */
export function contoursForTests(edits?: Partial<ReaderEdits>): ClipContours {
  const { manifest } = foundSegmentation;
  const scale = { mmPerPixelX: 2, mmPerPixelY: 2 };
  const frames = timesMs.map((_, frame) => outlinedFrame(frame, 'cm'));
  const findings = measureSegmentedClip(manifest, { frames, timesMs, scale });
  const found = { frames, findings, scale };
  if (!edits) {
    return { ...found, notes: [] };
  }
  const all = { ...noEdits, ...edits };
  const changed = measureEditedClip(manifest, found, all);
  const { frames: changedFrames, findings: changedFindings, contours: edited, atria } = changed;
  return {
    ...{ scale, found, edited },
    frames: changedFrames,
    findings: changedFindings,
    editedAtria: atria,
    notes: [],
    edits: all,
  };
}

/** What was measured from the contours of a clip, some of it accepted. */
export function measuredForTests(
  accepted: readonly MeasureId[],
  {
    number = 1,
    edits,
    manifest = foundSegmentation.manifest,
  }: { number?: number; edits?: Partial<ReaderEdits>; manifest?: SegmentationManifest } = {},
): MeasuredClip {
  const decisions: Decisions = new Map(
    accepted.map((id) => [measuredId(id), decisionForTests('accepted')]),
  );
  return measuredClip({
    SOPInstanceUID: `1.2.3.${number}`,
    number,
    contours: contoursForTests(edits),
    manifest,
    timesMs,
    patient: { sex: 'female', bodySurfaceArea: 1.8 },
    decisions,
  })!;
}

/** The clip with an atrium that the sector cuts off. */
export function withCutAtrium(measured: MeasuredClip): MeasuredClip {
  const results = measured.results.map((result) =>
    ['LAVolume', 'LAIndex'].includes(result.id)
      ? { ...result, isLowerLimit: true as const }
      : result,
  );
  return { ...measured, results };
}

/** Patient and study attributes, naturalised. */
export const studyAttributes = {
  StudyInstanceUID: '1.2.3',
  SeriesInstanceUID: '1.2.3.99',
  PatientName: [{ Alphabetic: 'Meier^Änna', Ideographic: '山田' }],
  PatientID: 'P 17',
  PatientBirthDate: '19600101',
  PatientSex: 'F',
  PatientSize: 1.7,
  StudyDate: '20261126',
  StudyTime: '093000',
  AccessionNumber: 'A1',
} as const;

export function sourcesForTests(clipCount: number): Map<string, SourceInstance> {
  return new Map(
    Array.from({ length: clipCount }, (_, i) => {
      const { instances } = displaySetOf(i + 1, studyAttributes);
      const source = readSourceInstance(instances?.[0]);
      return [source.SOPInstanceUID, source];
    }),
  );
}
