/** How the colours of a JPEG are stored, in DICOM's terms (PS3.3 C.7.6.3.1.2). */
export type JpegPhotometricInterpretation = 'YBR_FULL' | 'YBR_FULL_422';

/** Start of a baseline frame, and of what follows its tables. */
const startOfFrame = 0xc0;
const startOfScan = 0xda;

/**
 * Reads from a baseline JPEG whether its colours have the full resolution. Browsers decide that by
 * themselves. Halved in both directions, which DICOM has no name for, counts as halved: decoders go
 * by the JPEG's own header.
 *
 * @throws Error for what is no baseline JPEG of three components
 */
export function jpegPhotometricInterpretation(jpeg: Uint8Array): JpegPhotometricInterpretation {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('The browser made no JPEG.');
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 4 <= jpeg.length; at += 2 + view.getUint16(at + 2)) {
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === startOfScan) break;
    if (marker !== startOfFrame) continue;
    if (jpeg[at + 9] !== 3 || jpeg.length < at + 19) break;
    const [luminance, ...colours] = [0, 1, 2].map((component) => jpeg[at + 11 + 3 * component]);
    return colours.every((factors) => factors === luminance) ? 'YBR_FULL' : 'YBR_FULL_422';
  }
  throw new Error('The browser made no baseline JPEG in colour.');
}
