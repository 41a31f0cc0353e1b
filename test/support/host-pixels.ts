import type { ClipHeader } from '@echonet/dicom';
import { toFramePixels, type FramePixels } from '@echonet/models/image';
import type { HostFrame } from './ohif-page';

/** @param header of the clip that the frame belongs to */
export function hostPixels(
  frame: HostFrame,
  { PhotometricInterpretation, BitsStored }: ClipHeader,
): FramePixels {
  return toFramePixels({ ...frame, PhotometricInterpretation, BitsStored });
}
