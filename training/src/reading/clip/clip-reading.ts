import type { ClipPrediction, ContourMeasure, ImagePoint, RecognisedView } from '@echonet/models';
import type { QualityGrade } from '@echonet/models/measures';

/**
 * What became of a clip: read; turned away by the view classifier, or by the viewer's rules (header and
 * image content); or its file cannot be decoded.
 */
export type ClipOutcome = 'read' | 'other view' | 'refused' | 'unreadable';

export interface ModelPrediction {
  /** SHA-256 of the model. */
  readonly model: string;
  readonly prediction: ClipPrediction;
  /** From 1. */
  readonly frameNumbers: readonly number[];
}

/** A contour at end-diastole (ED) or end-systole (ES). */
export interface MomentContour {
  readonly structure: 'LV' | 'LA';
  readonly moment: 'ED' | 'ES';
  /** From 1. */
  readonly frameNumber: number;
  /** Closed, in continuous image pixels. */
  readonly outline: readonly ImagePoint[];
}

export interface ContourReading {
  /** SHA-256 of the model. */
  readonly model: string;
  /** None where the contours show what no heart has. */
  readonly measures: readonly ContourMeasure[];
  readonly grade: QualityGrade;
  /** The beats that the measures rest on; frames from 1. */
  readonly beats: readonly {
    readonly edFrame: number;
    readonly esFrame: number;
    readonly efPercent: number;
  }[];
  /** Whole beats, or only what the clip shows of one. */
  readonly isWholeBeat: boolean;
  /** Which the clip does not reach. */
  readonly notShown?: readonly MomentContour['moment'][];
  /** Of the beat with the median ejection fraction. */
  readonly contours: readonly MomentContour[];
}

/** What was read of a clip; plain data that JSON keeps. */
export interface ClipReading {
  /** SOP Instance UID; of a file that is not DICOM, the SHA-256 of its content. */
  readonly id: string;
  readonly name: string;
  readonly outcome: ClipOutcome;
  /** Why it was not read, as a sentence. */
  readonly reason?: string;
  /** Absent without a view classifier, and for clips that the rules refuse. */
  readonly view?: RecognisedView;
  /** In the order of the models. */
  readonly predictions: readonly ModelPrediction[];
  /** Absent without a segmentation model, and where the contours failed. */
  readonly contours?: ContourReading;
  /** Scan sector, in continuous image pixels; of a clip that was read. */
  readonly sectorOutline?: readonly ImagePoint[];
  /** Made by this project's simulator. */
  readonly isSimulated?: boolean;
  /** Full sentences, to be shown beside the numbers. */
  readonly warnings: readonly string[];
}
