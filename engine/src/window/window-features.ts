import type { WindowShape } from '@echonet/models';
import { numberBytes, type FeatureBuffer, type Features } from '../features';

/** Zero padding around features: whole frames, and pixels around each frame. */
export interface WindowBorder {
  readonly front: number;
  readonly back: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Features of a window: its frames, each with its border, one below the other as one tall image.
 */
export class WindowBuffer {
  private border: WindowBorder = { front: 0, back: 0, top: 0, bottom: 0, left: 0, right: 0 };
  private stacked: FeatureBuffer | undefined;

  constructor(readonly shape: WindowShape) {}

  /** Includes what an operation reads; before the first use of {@link image}. */
  widen(other: WindowBorder): void {
    const { border } = this;
    this.border = {
      front: Math.max(border.front, other.front),
      back: Math.max(border.back, other.back),
      top: Math.max(border.top, other.top),
      bottom: Math.max(border.bottom, other.bottom),
      left: Math.max(border.left, other.left),
      right: Math.max(border.right, other.right),
    };
  }

  /** The tall image. Its own border is that of the columns; the others are rows of it. */
  get image(): FeatureBuffer {
    const [frames, , width, channels] = this.shape;
    const { front, back, left, right } = this.border;
    this.stacked ??= {
      shape: [(front + frames + back) * this.frameRows, width, channels],
      border: { top: 0, bottom: 0, left, right },
      address: 0,
    };
    return this.stacked;
  }

  /** Rows of the tall image from one frame to the next. */
  get frameRows(): number {
    return this.border.top + this.shape[1] + this.border.bottom;
  }

  /** Row of the tall image; negative frames and rows are in the border. */
  rowAt(frame: number, row: number): number {
    return (this.border.front + frame) * this.frameRows + this.border.top + row;
  }

  /** One frame with its border, as an image of its own. */
  frame(index: number): FeatureBuffer {
    const [, height, width, channels] = this.shape;
    const { front, top, bottom, left, right } = this.border;
    const rowBytes = (left + width + right) * channels * numberBytes;
    return {
      shape: [height, width, channels],
      border: { top, bottom, left, right },
      address: this.image.address + (front + index) * this.frameRows * rowBytes,
    };
  }

  /** First row and number of rows of the frames before the first and after the last one. */
  get framesOfZeros(): { firstRow: number; rows: number }[] {
    const { front, back } = this.border;
    return [
      { firstRow: 0, rows: front * this.frameRows },
      { firstRow: (front + this.shape[0]) * this.frameRows, rows: back * this.frameRows },
    ].filter(({ rows }) => rows > 0);
  }

  /** Whether frames have zeros around them. */
  get hasFrameBorder(): boolean {
    const { top, bottom, left, right } = this.border;
    return top + bottom + left + right > 0;
  }
}

/** A range of the channels of a window's features. */
export interface WindowFeatures {
  readonly buffer: WindowBuffer;
  readonly firstChannel: number;
  readonly channels: number;
}

export function imageFeatures({ buffer, firstChannel, channels }: WindowFeatures): Features {
  return { buffer: buffer.image, firstChannel, channels };
}
