/** How the samples of a colour frame are stored (PS3.3 C.7.6.3.1). */
export interface ColourLayout {
  readonly PhotometricInterpretation: string;
  /** 0 interleaved, 1 plane after plane. */
  readonly PlanarConfiguration: number;
}

/** YBR_FULL_422 stores both chroma samples once for two pixels. */
export function bytesPerPixel({ PhotometricInterpretation }: ColourLayout): 2 | 3 {
  return PhotometricInterpretation === 'YBR_FULL_422' ? 2 : 3;
}

/**
 * Converts RGB, YBR_FULL or YBR_FULL_422 of 8 bits to interleaved RGB (PS3.3 C.7.6.3.1.2); any other
 * photometric interpretation is taken as RGB.
 *
 * @param data one uncompressed frame, {@link bytesPerPixel} bytes a pixel
 */
export function toRgb(data: Uint8Array, layout: ColourLayout): Uint8Array {
  const { PhotometricInterpretation, PlanarConfiguration } = layout;
  if (PhotometricInterpretation === 'YBR_FULL_422') {
    return ybrToRgb(upsampleChroma(data));
  }
  const interleaved = PlanarConfiguration === 1 ? interleave(data) : data;
  return PhotometricInterpretation === 'YBR_FULL' ? ybrToRgb(interleaved) : interleaved;
}

function interleave(planes: Uint8Array): Uint8Array {
  const pixels = planes.length / 3;
  const interleaved = new Uint8Array(planes.length);
  for (let i = 0; i < pixels; i++) {
    for (let plane = 0; plane < 3; plane++) {
      interleaved[3 * i + plane] = planes[plane * pixels + i];
    }
  }
  return interleaved;
}

/** @param pairs Y Y Cb Cr for every two pixels */
function upsampleChroma(pairs: Uint8Array): Uint8Array {
  const ybr = new Uint8Array((pairs.length / 4) * 6);
  for (let from = 0, to = 0; from < pairs.length; from += 4, to += 6) {
    const [cb, cr] = [pairs[from + 2], pairs[from + 3]];
    ybr.set([pairs[from], cb, cr, pairs[from + 1], cb, cr], to);
  }
  return ybr;
}

function ybrToRgb(ybr: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i < ybr.length; i += 3) {
    const [y, cb, cr] = [ybr[i], ybr[i + 1] - 128, ybr[i + 2] - 128];
    rgb[i] = y + 1.402 * cr;
    rgb[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[i + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}
