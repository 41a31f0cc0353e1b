import type { ImagePoint } from '@echonet/models';

/** Points (1/72 inch) from the upper left corner of the page. */
export type PageItem =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly size: number;
      readonly isBold: boolean;
      readonly colour: string;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly ImagePoint[];
      readonly isClosed: boolean;
      readonly colour: string;
      readonly width: number;
      /** Lengths on and off; solid where empty. */
      readonly dash: readonly number[];
    }
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: string;
    }
  | {
      readonly kind: 'image';
      readonly jpeg: Uint8Array;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

export type Page = readonly PageItem[];

/** Width of a text in points. */
export type MeasureText = (text: string, size: number, isBold: boolean) => number;

/** A4, ISO 216. */
export const paper = { width: 595.28, height: 841.89 } as const;
