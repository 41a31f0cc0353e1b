import type { DisplaySet, HostImage } from '../host/contracts';
import type { ImageLoader } from './read-frame';

const multiFrameUltrasound = '1.2.840.10008.5.1.4.1.1.3.1';

/**
 * Display set of one B-mode cine that the project simulated; `attributes` override those of its
 * instance.
 */
export function displaySetOf(
  number: number,
  attributes: Readonly<Record<string, unknown>> = {},
): DisplaySet {
  const instance = {
    SOPInstanceUID: `1.2.3.${number}`,
    SOPClassUID: multiFrameUltrasound,
    Modality: 'US',
    Manufacturer: 'EchoNet for OHIF, simulated echoes',
    Rows: 80,
    Columns: 100,
    NumberOfFrames: 30,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 8,
    BitsStored: 8,
    FrameTime: 50,
    InstanceNumber: number,
    SequenceOfUltrasoundRegions: [
      {
        RegionSpatialFormat: 1,
        RegionDataType: 1,
        RegionLocationMinX0: 0,
        RegionLocationMinY0: 0,
        RegionLocationMaxX1: 99,
        RegionLocationMaxY1: 79,
      },
    ],
    ...attributes,
  };
  return {
    displaySetInstanceUID: `displaySet-${number}`,
    Modality: String(instance.Modality),
    instances: [instance],
  };
}

/** Decoded frame of the size in displaySetOf; every frame differs. */
export function imageOf(frameIndex: number): HostImage {
  const data = Uint8Array.from({ length: 80 * 100 }, (_, pixel) => (pixel + 7 * frameIndex) % 251);
  return { rows: 80, columns: 100, getPixelData: () => data };
}

export function imageIdsOf(count: number): string[] {
  return Array.from({ length: count }, (_, frameIndex) => `frame:${frameIndex}`);
}

/** Image loader over those IDs; `failing` returns the rejection for a frame. */
export function loaderWith(
  failing: (frameIndex: number) => unknown = () => undefined,
  imageFor: (frameIndex: number) => HostImage = imageOf,
): ImageLoader & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    loadImage(imageId) {
      const frameIndex = Number(imageId.split(':')[1]);
      asked.push(frameIndex);
      const rejection = failing(frameIndex);
      return rejection === undefined
        ? Promise.resolve(imageFor(frameIndex))
        : Promise.reject(rejection);
    },
  };
}
