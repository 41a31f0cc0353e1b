import { ybrToRgb } from '@echonet/models/image';

/** How the samples of a colour frame are stored (PS3.3 C.7.6.3.1). */
export interface ColourLayout {
  readonly PhotometricInterpretation: string;
  /** 0 interleaved, 1 plane after plane. */
  readonly PlanarConfiguration: number;
}

/**
 * Converts RGB, YBR_FULL or YBR_FULL_422 to interleaved RGB; any other photometric interpretation is
 * taken as RGB.
 *
 * @param samples one uncompressed frame with three samples for every pixel: of YBR_FULL_422, only what
 *   lossless codecs return
 * @throws Error for YBR of more than 8 bits
 */
export function toRgb<Samples extends Uint8Array | Uint16Array>(
  samples: Samples,
  { PhotometricInterpretation, PlanarConfiguration }: ColourLayout,
): Samples | Uint8Array {
  const interleaved = PlanarConfiguration === 1 ? interleave(samples) : samples;
  if (!/^YBR_FULL(_422)?$/.test(PhotometricInterpretation)) {
    return interleaved;
  }
  if (!(interleaved instanceof Uint8Array)) {
    throw new Error(`${PhotometricInterpretation} of more than 8 bits is not supported`);
  }
  return ybrToRgb(interleaved);
}

function interleave<Samples extends Uint8Array | Uint16Array>(planes: Samples): Samples {
  const pixels = planes.length / 3;
  const interleaved = planes.slice() as Samples;
  for (let i = 0; i < pixels; i++) {
    for (let plane = 0; plane < 3; plane++) {
      interleaved[3 * i + plane] = planes[plane * pixels + i];
    }
  }
  return interleaved;
}
