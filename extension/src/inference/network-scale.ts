import { type ClipHeader, physicalScale } from '@echonet/dicom';
import type { PreparedClip } from './protocol';

/**
 * Millimetres of the patient per pixel of the network's images, the geometric mean where pixels are not
 * square; undefined where the header does not say it credibly.
 */
export function networkScale(
  header: ClipHeader,
  { size, sector }: Pick<PreparedClip, 'size' | 'sector'>,
): number | undefined {
  const { scale } = physicalScale(header, sector);
  const { width, height } = sector.crop;
  return scale && Math.sqrt(scale.x * width * scale.y * height) / size;
}
