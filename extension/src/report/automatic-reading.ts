import {
  averagedClips,
  modelHash,
  poolPredictions,
  type ClipPrediction,
  type ContourMeasure,
  type ImagePoint,
  type Manifest,
  type SegmentationManifest,
} from '@echonet/models';
import type { QualityGrade } from '@echonet/models/measures';
import packageFile from '../../package.json';
import { demonstratedTasks } from '../results/origin';
import { automaticNote } from './automatic-note';
import { contourModel, type MeasuredClip, type ReportedContour } from './measured-clip';
import { valuesOf, type Report, type ReportedClip } from './report';
import { isTrait } from './traits';

interface AutomaticContours {
  /** At least one. */
  readonly measures: readonly ContourMeasure[];
  /** Of the beat that stands for the clip; frames from 1. */
  readonly contours: readonly Pick<
    ReportedContour,
    'structure' | 'moment' | 'frameNumber' | 'outline'
  >[];
  /** Frames from 1. */
  readonly beats: readonly {
    readonly edFrame: number;
    readonly esFrame: number;
    readonly efPercent: number;
  }[];
  readonly isWholeBeat: boolean;
  readonly notShown?: MeasuredClip['notShown'];
  readonly grade: QualityGrade;
}

export interface AutomaticClip {
  readonly SOPInstanceUID: string;
  /** From 1; of the frames that the network predicted. */
  readonly frameNumbers: readonly number[];
  readonly prediction: ClipPrediction;
  readonly isA4C: boolean;
  readonly isSimulated: boolean;
  readonly sectorOutline: readonly ImagePoint[];
  readonly contours?: AutomaticContours;
  /** Full sentences. */
  readonly warnings: readonly string[];
}

export interface AutomaticReading {
  readonly date: Date;
  readonly manifest: Manifest;
  /** Where there are contours. */
  readonly segmentation?: SegmentationManifest;
  /** At least one, all of one study. */
  readonly clips: readonly AutomaticClip[];
  /** What computed, in words. */
  readonly computedBy: string;
}

/**
 * What all objects of an automatic reading say. Tasks that are a mere demonstration on these clips, and the
 * patient's age, sex, weight and height, are left out.
 */
export function reportOfReading(reading: AutomaticReading): Report {
  const { date, segmentation, clips } = reading;
  const demonstrated = demonstratedTasks(reading.manifest, clips);
  const manifest = {
    ...reading.manifest,
    tasks: reading.manifest.tasks.filter(({ id }) => !demonstrated.has(id)),
  };
  const prediction = poolPredictions(
    manifest,
    clips.map((clip) => clip.prediction),
  );
  return {
    date,
    manifest,
    modelHash: modelHash(manifest),
    softwareVersion: packageFile.version,
    results: valuesOf(manifest, prediction).map((value) => ({
      ...value,
      ofClips: averagedClips(clips, value.task.id, (clip) => Object.keys(clip.prediction)).map(
        (clip) => clips.indexOf(clip) + 1,
      ),
    })),
    measured: segmentation
      ? clips.flatMap((clip, index) => measuredClip(segmentation, clip, index + 1) ?? [])
      : [],
    leftOut: new Set(manifest.tasks.filter(isTrait).map(({ id }) => id)),
    clips: clips.map((clip, index) => clipOf(reading, manifest, clip, index + 1)),
    isViewUnchecked: clips.some(({ isA4C }) => !isA4C),
    patient: {},
    isAutomatic: true,
    notes: [automaticNote, ...manifest.tasks.flatMap(({ id }) => prediction[id]?.notes ?? [])],
  };
}

function clipOf(
  { computedBy }: AutomaticReading,
  manifest: Manifest,
  { SOPInstanceUID, frameNumbers, isA4C, sectorOutline, prediction, warnings }: AutomaticClip,
  number: number,
): ReportedClip {
  return {
    SOPInstanceUID,
    displaySetInstanceUID: SOPInstanceUID,
    number,
    frameNumbers,
    ...(isA4C && { view: 'A4C' }),
    sectorOutline,
    values: valuesOf(manifest, prediction),
    computedBy,
    warnings,
  };
}

function measuredClip(
  segmentation: SegmentationManifest,
  { SOPInstanceUID, contours: read }: AutomaticClip,
  number: number,
): MeasuredClip | undefined {
  if (!read || read.measures.length === 0) {
    return undefined;
  }
  return {
    SOPInstanceUID,
    number,
    model: contourModel(segmentation),
    results: read.measures.map(({ id, value, unit, isLowerLimit, interval90 }) => ({
      id,
      value,
      unit,
      ...(isLowerLimit && { isLowerLimit }),
      ...(interval90 && { interval90 }),
      origin: 'contours',
    })),
    contours: read.contours.map((contour) => ({ ...contour, isEdited: false })),
    beats: read.beats.map((beat, index) => ({ ...beat, number: index + 1, isUsed: true })),
    isWholeBeat: read.isWholeBeat,
    ...(read.notShown && { notShown: read.notShown }),
    // Not part of a structured report.
    curve: { timesMs: [], volumes: [], areas: [], unit: 'cm' },
    isAutomatic: true,
  };
}
