import { overlaps, regionBoxes, type Sector, type UltrasoundRegion } from '@echonet/models/image';
import type { ClipHeader } from './clip-header';

/** Millimetres per image pixel; x and y differ where pixels are not square. */
export interface PhysicalScale {
  readonly x: number;
  readonly y: number;
}

export interface PhysicalScaleAnswer {
  /** Absent where the header does not say, or not credibly. */
  readonly scale?: PhysicalScale;
  /** Full sentences: why there is none. */
  readonly notes: readonly string[];
}

export type ScaledHeader = Pick<
  ClipHeader,
  'Rows' | 'Columns' | 'SequenceOfUltrasoundRegions' | 'PixelAspectRatio'
>;

/** Physical Units of a region: 3 is cm (PS3.3 C.8.5.5.1.15). */
const centimetres = 3;
const mmPerCm = 10;

/** Pixels of echocardiograms, mm: anything else is a wrong unit or damage. */
const [leastMm, mostMm] = [0.02, 3];

/** Depth of a heart through the chest wall, mm: from a newborn's to the deepest setting. */
const [leastDepthMm, mostDepthMm] = [25, 400];

/** Rounding of scales and of Pixel Aspect Ratio, which consists of whole numbers. */
const mostDeviation = 0.02;

/**
 * The scale of the tissue that a clip shows: Physical Delta X and Y of its ultrasound region. It is not
 * trusted where the region does not fit the image (a downsized export may keep the scale of the
 * original with the box), the sector lies elsewhere, regions of one place contradict each other, the
 * size or depth is not one of echocardiography, or Pixel Aspect Ratio contradicts it.
 *
 * @param sector as locateSector found it; without it, the header alone decides
 */
export function physicalScale(
  header: ScaledHeader,
  sector?: Pick<Sector, 'source' | 'outline'>,
): PhysicalScaleAnswer {
  const { Rows, Columns, SequenceOfUltrasoundRegions: regions } = header;
  const boxed = regions.flatMap((region) => {
    const { tissue } = regionBoxes([region], Rows, Columns);
    return tissue.map((box) => ({ region, box }));
  });
  if (boxed.length === 0 || sector?.source === 'pixels') {
    const why =
      regions.length === 0
        ? 'no ultrasound region in the header'
        : 'the ultrasound region in the header does not fit the image';
    return unknown(why);
  }
  const shown = boxed.filter(({ box }) => !sector || overlaps(box, boundsOf(sector.outline), 0.5));
  if (shown.length === 0) {
    return unknown('the scan sector lies outside of the ultrasound regions in the header');
  }
  const scales = shown.map(({ region }) => scaleOf(region));
  const [scale] = scales;
  if (!scale) {
    return unknown('the ultrasound region in the header states none in cm');
  }
  if (scales.some((other) => !other || deviates(other.x, scale.x) || deviates(other.y, scale.y))) {
    return unknown('the ultrasound regions in the header contradict each other');
  }
  return check(scale, shown[0].box.y1 - shown[0].box.y0, header.PixelAspectRatio);
}

function check(
  scale: PhysicalScale,
  rows: number,
  aspect: ClipHeader['PixelAspectRatio'],
): PhysicalScaleAnswer {
  const { x, y } = scale;
  const doubt = scaleDoubt(scale, rows);
  if (doubt !== undefined) {
    return unknown(doubt);
  }
  if (aspect !== undefined && deviates(y / x, aspect[0] / aspect[1])) {
    return unknown(
      `the ultrasound region in the header says ${round(y / x)} and Pixel Aspect Ratio ` +
        `${round(aspect[0] / aspect[1])} for the height of a pixel over its width`,
    );
  }
  return { scale, notes: [] };
}

/**
 * Why no echocardiogram has a scale, a clause; undefined where one can.
 *
 * @param rows of the tissue that is shown
 */
export function scaleDoubt({ x, y }: PhysicalScale, rows: number): string | undefined {
  const depthMm = rows * y;
  if (![x, y].every((mm) => mm >= leastMm && mm <= mostMm) || !isPossibleAspect(y / x)) {
    return `the header's ${round(x)} x ${round(y)} mm a pixel is no echocardiogram's`;
  }
  return depthMm < leastDepthMm || depthMm > mostDepthMm
    ? `a depth of ${Math.round(depthMm)} mm, as the header says, shows no heart`
    : undefined;
}

/**
 * Millimetres of the patient per pixel of the square that a crop becomes, the geometric mean where pixels
 * are not square.
 *
 * @param size side of the square in pixels
 */
export function mmPerSquarePixel(
  { x, y }: PhysicalScale,
  { width, height }: Pick<Sector['crop'], 'width' | 'height'>,
  size: number,
): number {
  return Math.sqrt(x * width * y * height) / size;
}

/** Height over width of a pixel: 1 where the header says nothing of it, or nothing credible. */
export function pixelAspect(header: ScaledHeader): number {
  const { scale } = physicalScale(header);
  const aspect = header.PixelAspectRatio;
  return credibleAspect(scale ? scale.y / scale.x : aspect ? aspect[0] / aspect[1] : 1);
}

/** No display stretches an image further: a header that says so is damaged. */
const mostStretched = 4;

/**
 * Height over width of a pixel, of what a file says.
 *
 * @returns 1 where pixels are square but for rounding, and where nobody makes such pixels
 */
export function credibleAspect(stated: number): number {
  return isPossibleAspect(stated) && deviates(stated, 1) ? stated : 1;
}

function isPossibleAspect(stated: number): boolean {
  return stated >= 1 / mostStretched && stated <= mostStretched;
}

/** Deltas are negative where an axis runs against the image's. */
function scaleOf(region: UltrasoundRegion): PhysicalScale | undefined {
  const { PhysicalDeltaX = 0, PhysicalDeltaY = 0 } = region;
  const isInCm =
    region.PhysicalUnitsXDirection === centimetres &&
    region.PhysicalUnitsYDirection === centimetres &&
    PhysicalDeltaX !== 0 &&
    PhysicalDeltaY !== 0;
  const [x, y] = [PhysicalDeltaX, PhysicalDeltaY].map((cm) => mmPerCm * Math.abs(cm));
  return isInCm && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

function boundsOf(outline: Sector['outline']) {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function unknown(why: string): PhysicalScaleAnswer {
  return { notes: [`The size of a pixel is not known: ${why}.`] };
}

function deviates(a: number, b: number): boolean {
  return !(Math.abs(a - b) <= mostDeviation * Math.max(a, b));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
