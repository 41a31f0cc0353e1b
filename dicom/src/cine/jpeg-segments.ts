/** A marker segment of a JPEG or JPEG-LS stream (ISO 10918-1 B.1.1). */
interface JpegSegment {
  /** Second byte of the marker. */
  readonly marker: number;
  /** Offset of the first byte after the segment's length. */
  readonly at: number;
}

const startOfScan = 0xda;
/** DHT, JPG and DAC: markers between those of frames. */
const otherMarkers: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
const startOfJpegLsFrame = 0xf7;

/** The segments up to the header of the first scan, which is the last one; fewer where they are damaged. */
export function* jpegSegments(jpeg: Uint8Array): Generator<JpegSegment> {
  for (let at = 2; at + 4 <= jpeg.length;) {
    if (jpeg[at] !== 0xff) {
      return;
    }
    const marker = jpeg[at + 1];
    // Any number of fill bytes may precede a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    yield { marker, at: at + 4 };
    if (marker === startOfScan) {
      return;
    }
    at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]);
  }
}

/** Frame headers: SOF0 to SOF15, and that of JPEG-LS. */
export function startsFrame(marker: number): boolean {
  const isJpeg = marker >= 0xc0 && marker <= 0xcf && !otherMarkers.has(marker);
  return isJpeg || marker === startOfJpegLsFrame;
}

/**
 * Whether the components of a colour stream follow one another, each in a scan of its own, rather than
 * interleaved by pixel or line (JPEG-LS, ISO 14495-1 C.2.3): decoders then return plane after plane.
 */
export function hasScanForEachComponent(jpeg: Uint8Array): boolean {
  const scan = [...jpegSegments(jpeg)].find(({ marker }) => marker === startOfScan);
  return scan !== undefined && jpeg[scan.at] === 1;
}
