/** A point in continuous image pixels: the centre of the first pixel is at (0.5, 0.5). */
export interface ImagePoint {
  readonly x: number;
  readonly y: number;
}

/** A square of the image in pixels; it may exceed the image, and what is outside is black. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where in the picture the tissue is: one for all frames of a clip; plain data. */
export interface Sector {
  /** Size of the frames that it was found in. */
  readonly Rows: number;
  readonly Columns: number;
  /** The square around the outline that becomes the network's picture. */
  readonly crop: Crop;
  /** Corners of the closed outline, in order; everything outside is masked. */
  readonly outline: readonly ImagePoint[];
  /** Whether the header's ultrasound region bounded the search, or the whole picture was searched. */
  readonly source: 'region' | 'pixels';
  /** Full sentences: what was passed over, what was found. */
  readonly notes: readonly string[];
}

/** Whether a point, in continuous image pixels, lies in the sector (even-odd rule). */
export function sectorContains(sector: Pick<Sector, 'outline'>, x: number, y: number): boolean {
  const { outline } = sector;
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i];
    const b = outline[j];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}
