import { mmPerSquarePixel, physicalScale } from '@echonet/dicom';
import type { PreparedClip } from './protocol';

export interface NetworkScale {
  /**
   * Of the patient, in the network's images; the geometric mean where pixels are not square. Absent where
   * the header does not say it credibly.
   */
  readonly mmPerPixel?: number;
  /** Full sentences: why it is unknown. */
  readonly notes: readonly string[];
}

export function networkScale(
  header: Parameters<typeof physicalScale>[0],
  { size, sector }: Pick<PreparedClip, 'size' | 'sector'>,
): NetworkScale {
  const { scale, notes } = physicalScale(header, sector);
  return scale ? { mmPerPixel: mmPerSquarePixel(scale, sector.crop, size), notes: [] } : { notes };
}
