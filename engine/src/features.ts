import type { FeatureShape } from '@echonet/models';

/** Bytes of one number. */
export const numberBytes = 4;

/** Zeros around features, in pixels. */
export interface Border {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Features of one image with a border of zeros, in one piece of memory. */
export interface FeatureBuffer {
  readonly shape: FeatureShape;
  /** Grows with what reads the buffer. */
  border: Border;
  /** Set when memory is laid out. */
  address: number;
}

/** Some of a buffer's channels: what one operation reads or writes. */
export interface Features {
  readonly buffer: FeatureBuffer;
  readonly firstChannel: number;
  readonly channels: number;
}

/** A buffer that has no border and no place in memory yet. */
export function featureBuffer(shape: FeatureShape): FeatureBuffer {
  return { shape, border: { top: 0, left: 0, bottom: 0, right: 0 }, address: 0 };
}

/** All channels of a buffer. */
export function wholeBuffer(buffer: FeatureBuffer): Features {
  return { buffer, firstChannel: 0, channels: buffer.shape[2] };
}

/** Widens a buffer's border to cover another one. */
export function widenBorder(buffer: FeatureBuffer, { top, left, bottom, right }: Border): void {
  const { border } = buffer;
  buffer.border = {
    top: Math.max(border.top, top),
    left: Math.max(border.left, left),
    bottom: Math.max(border.bottom, bottom),
    right: Math.max(border.right, right),
  };
}

/** Whether there is anything around the features. */
export function hasBorder({ border }: FeatureBuffer): boolean {
  return Object.values(border).some((width) => width > 0);
}

/** Bytes from one row of a buffer to the next. */
export function rowBytes({ shape: [, width, channels], border }: FeatureBuffer): number {
  return (border.left + width + border.right) * channels * numberBytes;
}

/** Bytes from one pixel of a buffer to the next. */
export function columnBytes({ shape }: FeatureBuffer): number {
  return shape[2] * numberBytes;
}

/** Bytes of a buffer with its border. */
export function bufferBytes(buffer: FeatureBuffer): number {
  const { border, shape } = buffer;
  return (border.top + shape[0] + border.bottom) * rowBytes(buffer);
}

/** Address of the first channel of a pixel; negative rows and columns lie in the border. */
export function addressOf({ buffer, firstChannel }: Features, row = 0, column = 0): number {
  const { border } = buffer;
  return (
    buffer.address +
    (border.top + row) * rowBytes(buffer) +
    (border.left + column) * columnBytes(buffer) +
    firstChannel * numberBytes
  );
}
