import { Step } from './step';

/** Sets the border of a buffer to 0, the padding that convolutions read. */
export function clearBorderChunk(step: Step): void {
  for (let row = 0; row < step.rows; row++) {
    const start = step.output + row * step.rowBytes;
    if (row < step.firstRow || row >= step.endRow) {
      memory.fill(start, 0, step.rowBytes);
    } else {
      memory.fill(start, 0, step.firstByte);
      memory.fill(start + step.endByte, 0, step.rowBytes - step.endByte);
    }
  }
}
