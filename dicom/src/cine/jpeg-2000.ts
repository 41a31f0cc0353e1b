const startOfCodeStream = 0xff4f;
const codingStyleDefault = 0xff52;
const startOfTilePart = 0xff90;

/**
 * Whether the components of a JPEG 2000 code stream are transformed together (RCT or ICT), which
 * decoders undo: from COD in its main header (ISO 15444-1 A.6.1).
 *
 * @returns undefined where the main header does not say
 */
export function usesComponentTransform(codeStream: Uint8Array): boolean | undefined {
  const view = new DataView(codeStream.buffer, codeStream.byteOffset, codeStream.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== startOfCodeStream) {
    return undefined;
  }
  for (let at = 2; at + 9 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === startOfTilePart) {
      return undefined;
    }
    if (marker === codingStyleDefault) {
      return view.getUint8(at + 8) === 1;
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/**
 * Puts the rows of a frame of High-Throughput JPEG 2000 without component transform in order. OpenJPH
 * then delivers the rows component by component, and the decoder of dcmjs-codecs stores them as if
 * they came pixel row by pixel row: delivered row k lies in component k % 3 of pixel row k / 3.
 *
 * @param decoded interleaved, three samples a pixel
 */
export function reorderComponents(decoded: Uint8Array, Rows: number, Columns: number): Uint8Array {
  const ordered = new Uint8Array(decoded.length);
  for (let delivered = 0; delivered < 3 * Rows; delivered++) {
    const from = Math.floor(delivered / 3) * Columns * 3 + (delivered % 3);
    const to = (delivered % Rows) * Columns * 3 + Math.floor(delivered / Rows);
    for (let i = 0; i < 3 * Columns; i += 3) {
      ordered[to + i] = decoded[from + i];
    }
  }
  return ordered;
}
