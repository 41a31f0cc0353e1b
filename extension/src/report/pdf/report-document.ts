import type { ImagePoint } from '@echonet/models';
import type { Moment } from '../../contours/moments';

/** How a text stands out; the abnormal ones are those of results.css on white. */
export type Tone = 'plain' | 'muted' | 'mild' | 'moderate' | 'severe';

export interface TextRun {
  readonly text: string;
  readonly tone?: Tone;
  readonly isBold?: boolean;
}

export interface Outline {
  /** In pixels of the figure's image. */
  readonly points: readonly ImagePoint[];
  readonly structure: 'LV' | 'LA';
}

export interface ImageFigure {
  readonly kind: 'image';
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
  readonly caption: string;
}

export interface CurveFigure {
  readonly kind: 'curve';
  /** One entry a frame; NaN where a frame was not measured. */
  readonly timesMs: readonly number[];
  readonly volumes: readonly number[];
  /** Indices of frames from 0. */
  readonly marks: readonly { readonly frame: number; readonly moment: Moment }[];
  readonly caption: string;
  /** Tag of the language of numbers. */
  readonly locale: string;
}

export type Figure = ImageFigure | CurveFigure;

export interface Column {
  readonly title: string;
  /** Of the width; all shares sum to 1. */
  readonly share: number;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly TextRun[]; readonly isSmall?: boolean }
  /** Labels with their values, in two columns. */
  | { readonly kind: 'fields'; readonly fields: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly TextRun[])[];
    }
  /** Side by side, at most three. */
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] };

/** A report as it is laid out on pages; plain data, without a DOM. */
export interface ReportDocument {
  readonly title: string;
  /** Beside the title. */
  readonly badge: string;
  /** Primary language, such as 'de'. */
  readonly language: string;
  readonly date: Date;
  /** At the foot of every page: whose it is, and what it may be used for. */
  readonly identity: string;
  readonly notice: string;
  readonly onPage: (page: number, count: number) => string;
  readonly blocks: readonly Block[];
}
