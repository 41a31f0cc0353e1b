import { jpegSegments, startsFrame } from './jpeg-segments';

/** What the markers and the frame header of a JPEG stream say (ISO 10918-1 B.2, JFIF, Adobe TN 5116). */
export interface JpegColour {
  /** Bits per sample: 8, or 12 in JPEG Extended. */
  readonly precision: number;
  /** 1 for grey, 3 for colour; 4 for inks, which DICOM does not use. */
  readonly components: number;
  /** Whether a marker or the component identifiers tell decoders if the stream is RGB or YBR. */
  readonly isNamed: boolean;
}

const app0 = 0xe0;
const app14 = 0xee;

/** @returns undefined where there is no frame header */
export function jpegColour(jpeg: Uint8Array): JpegColour | undefined {
  let hasMarker = false;
  for (const { marker, at } of jpegSegments(jpeg)) {
    hasMarker ||=
      (marker === app0 && hasText(jpeg, at, 'JFIF')) ||
      (marker === app14 && hasText(jpeg, at, 'Adobe'));
    if (startsFrame(marker) && at + 6 <= jpeg.length) {
      const identifiers = [6, 9, 12].map((offset) => jpeg[at + offset]);
      const isNamedRgb = String.fromCharCode(...identifiers) === 'RGB';
      return {
        precision: jpeg[at],
        components: jpeg[at + 5],
        isNamed: hasMarker || isNamedRgb,
      };
    }
  }
  return undefined;
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/** An Adobe marker segment of version 100 whose transform 0 says RGB. */
const adobeRgb = Uint8Array.of(
  ...[0xff, app14, 0, 14],
  ...[...'Adobe'].map((letter) => letter.charCodeAt(0)),
  ...[0, 100, 0, 0, 0, 0, 0],
);

/** The stream with a marker that makes decoders leave its three components as they are. */
export function markedAsRgb(jpeg: Uint8Array): Uint8Array {
  const marked = new Uint8Array(jpeg.length + adobeRgb.length);
  marked.set(jpeg.subarray(0, 2));
  marked.set(adobeRgb, 2);
  marked.set(jpeg.subarray(2), 2 + adobeRgb.length);
  return marked;
}
