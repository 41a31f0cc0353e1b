import type { ImagePoint } from '../image/image-point';
import { pixelMap } from '../image/pixel-map';
import type { Sector } from '../image/sector';
import type { ChamberSize } from '../measures/chamber-size';
import type { StructureContour } from '../measures/contour';
import { isMeasured, type FrameMeasures, type FrameReading } from '../measures/measure-frame';
import type { HeartStructure } from './structures';

/** A grid over the square of the image that the network reads, turned as that is. */
export interface GridOnImage {
  readonly sector: Pick<Sector, 'crop' | 'turn'>;
  readonly columns: number;
  readonly rows: number;
}

/**
 * What a frame shows, measured on a grid, in pixels of the image: points, and sizes where they are
 * in grid pixels.
 */
export function inImagePixels(
  reading: FrameReading,
  { sector, columns, rows }: GridOnImage,
): FrameReading {
  if (!isMeasured(reading)) {
    return reading;
  }
  const zoom = { x: sector.crop.width / columns, y: sector.crop.height / rows };
  const across = pixelMap(sector, columns);
  const down = pixelMap(sector, rows);
  const toImage = ({ x, y }: ImagePoint): ImagePoint => ({
    x: across.toImage(x, 0).x,
    y: down.toImage(0, y).y,
  });
  const size = (one: ChamberSize) => (one.unit === 'cm' ? one : enlarged(one, zoom.x));
  const { annulus, apex, ventricle, wallArea, atrium } = reading;
  return {
    contours: contoursIn(reading.contours, toImage),
    annulus: {
      ...annulus,
      hinges: [toImage(annulus.hinges[0]), toImage(annulus.hinges[1])],
      midpoint: toImage(annulus.midpoint),
    },
    apex: toImage(apex),
    ventricle: size(ventricle),
    wallArea:
      wallArea === undefined || ventricle.unit === 'cm' ? wallArea : wallArea * zoom.x * zoom.y,
    atrium: atrium && { roof: toImage(atrium.roof), size: size(atrium.size) },
  };
}

function contoursIn(
  contours: FrameMeasures['contours'],
  toImage: (point: ImagePoint) => ImagePoint,
): FrameMeasures['contours'] {
  const moved: Partial<Record<HeartStructure, StructureContour>> = {};
  for (const [name, { outline, holes }] of Object.entries(contours)) {
    moved[name as HeartStructure] = {
      outline: outline.map(toImage),
      holes: holes.map((hole) => hole.map(toImage)),
    };
  }
  return moved;
}

function enlarged(size: ChamberSize, zoom: number): ChamberSize {
  return {
    unit: size.unit,
    area: size.area * zoom ** 2,
    length: size.length * zoom,
    volumeDisks: size.volumeDisks * zoom ** 3,
    volumeAreaLength: size.volumeAreaLength * zoom ** 3,
  };
}
