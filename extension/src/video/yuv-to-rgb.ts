/** Where one plane lies in the data of a frame: bytes from its start, and from row to row. */
export interface Plane {
  readonly offset: number;
  readonly stride: number;
}

/** Frame of brightness and colour difference, as video decoders return it; 8 bits a value. */
export interface YuvFrame {
  readonly format: YuvFormat;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly planes: readonly Plane[];
  /** Name in WebCodecs of the conversion matrix; ITU-R BT.601 where the stream does not say. */
  readonly matrix: string | null;
  /** Black and white are 0 and 255 instead of 16 and 235. */
  readonly isFullRange: boolean;
}

/** Pixels that share a colour difference, across and down, and whether Cb and Cr are in one plane. */
const formats = {
  I420: { across: 2, down: 2, isPaired: false },
  NV12: { across: 2, down: 2, isPaired: true },
  I422: { across: 2, down: 1, isPaired: false },
  I444: { across: 1, down: 1, isPaired: false },
} as const;

export type YuvFormat = keyof typeof formats;

export function isYuvFormat(format: string | null): format is YuvFormat {
  return format !== null && Object.hasOwn(formats, format);
}

/** Parts of red and blue in brightness: ITU-R BT.601, BT.709 and BT.2020. */
const weights: Readonly<Record<string, { red: number; blue: number }>> = {
  smpte170m: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  'bt2020-ncl': { red: 0.2627, blue: 0.0593 },
};

/**
 * Converts a frame to interleaved RGB by the equations of ITU-R BT.601 (PS3.3 C.7.6.3.1.2,
 * YBR_PARTIAL_420), or of the standard that the stream names. Colour differences are repeated over the
 * pixels that share them.
 */
export function yuvToRgb(frame: YuvFrame): Uint8Array<ArrayBuffer> {
  const { width, height, data, planes, isFullRange } = frame;
  const { across, down, isPaired } = formats[frame.format];
  const { red, blue } = weights[frame.matrix ?? ''] ?? weights.smpte170m;
  const green = 1 - red - blue;
  const gain = isFullRange ? 1 : 255 / 219;
  const colourGain = isFullRange ? 1 : 255 / 224;
  const black = isFullRange ? 0 : 16;
  const [y, cb, cr] = isPaired
    ? [planes[0], planes[1], { ...planes[1], offset: planes[1].offset + 1 }]
    : planes;
  const step = isPaired ? 2 : 1;
  // Clamps and rounds.
  const rgb = new Uint8ClampedArray(width * height * 3);
  let at = 0;
  for (let row = 0; row < height; row++) {
    const colourRow = Math.floor(row / down);
    for (let column = 0; column < width; column++) {
      const shared = Math.floor(column / across) * step;
      const brightness = (data[y.offset + row * y.stride + column] - black) * gain;
      const blueness = (data[cb.offset + colourRow * cb.stride + shared] - 128) * colourGain;
      const redness = (data[cr.offset + colourRow * cr.stride + shared] - 128) * colourGain;
      const redAdded = 2 * (1 - red) * redness;
      const blueAdded = 2 * (1 - blue) * blueness;
      rgb[at++] = brightness + redAdded;
      rgb[at++] = brightness - (red * redAdded + blue * blueAdded) / green;
      rgb[at++] = brightness + blueAdded;
    }
  }
  return new Uint8Array(rgb.buffer);
}
