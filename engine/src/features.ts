import type { FeatureShape } from '@echonet/models';

/** Bytes per number (float32). */
export const numberBytes = 4;

/** Zero padding around features, in pixels. */
export interface Border {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Features of one image with zero padding, contiguous in memory. */
export interface FeatureBuffer {
  readonly shape: FeatureShape;
  /** Widened for each operation that reads the buffer. */
  border: Border;
  /** Assigned when memory is laid out. */
  address: number;
}

/** A range of a buffer's channels, read or written by one operation. */
export interface Features {
  readonly buffer: FeatureBuffer;
  readonly firstChannel: number;
  readonly channels: number;
}

/** A buffer without border and without an address yet. */
export function featureBuffer(shape: FeatureShape): FeatureBuffer {
  return { shape, border: { top: 0, left: 0, bottom: 0, right: 0 }, address: 0 };
}

export function wholeBuffer(buffer: FeatureBuffer): Features {
  return { buffer, firstChannel: 0, channels: buffer.shape[2] };
}

/** Widens a buffer's border to include another one. */
export function widenBorder(buffer: FeatureBuffer, { top, left, bottom, right }: Border): void {
  const { border } = buffer;
  buffer.border = {
    top: Math.max(border.top, top),
    left: Math.max(border.left, left),
    bottom: Math.max(border.bottom, bottom),
    right: Math.max(border.right, right),
  };
}

export function hasBorder({ border }: FeatureBuffer): boolean {
  return Object.values(border).some((width) => width > 0);
}

export function rowBytes({ shape: [, width, channels], border }: FeatureBuffer): number {
  return (border.left + width + border.right) * channels * numberBytes;
}

export function columnBytes({ shape }: FeatureBuffer): number {
  return shape[2] * numberBytes;
}

export function bufferBytes(buffer: FeatureBuffer): number {
  const { border, shape } = buffer;
  return (border.top + shape[0] + border.bottom) * rowBytes(buffer);
}

/** Address of the first channel of a pixel; negative rows and columns are in the border. */
export function addressOf({ buffer, firstChannel }: Features, row = 0, column = 0): number {
  const { border } = buffer;
  return (
    buffer.address +
    (border.top + row) * rowBytes(buffer) +
    (border.left + column) * columnBytes(buffer) +
    firstChannel * numberBytes
  );
}
