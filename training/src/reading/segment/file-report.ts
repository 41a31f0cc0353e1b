import {
  perArea,
  type ClipFindings,
  type ImagePoint,
  type SegmentationManifest,
  type SegmentedFrame,
} from '@echonet/models';
import {
  contourArea,
  isMeasured,
  momentsNotShown,
  type ChamberSize,
  type FrameMeasures,
  type FrameQuality,
  type GridScale,
  type StructureContour,
} from '@echonet/models/measures';
import type { SegmentedFile } from './segment-file';

const mm2PerCm2 = 100;

/**
 * The content of a file's JSON: points in continuous image pixels (the centre of the first pixel is at
 * 0.5, 0.5), lengths in cm, areas in cm2, volumes in mL; without a scale only fractions, of the clip's
 * largest.
 *
 * @param name of the file
 */
export function fileReport(
  name: string,
  { images, sector, scale, scaleSource, frames, findings, notes }: SegmentedFile,
  manifest: SegmentationManifest,
): string {
  const { times } = images;
  const isStill = frames.length === 1;
  const largest = isStill ? undefined : largestOf(frames);
  return jsonWithFrames(
    {
      warning: 'Research use only, not for diagnosis.',
      file: name,
      model: modelOf(manifest),
      rows: sector.Rows,
      columns: sector.Columns,
      frameCount: frames.length,
      ...(!isStill && { frameTimes: times.source }),
      mmPerPixel: scale
        ? { x: rounded(scale.mmPerPixelX, 6), y: rounded(scale.mmPerPixelY, 6) }
        : null,
      ...(scaleSource && { mmPerPixelSource: scaleSource }),
      sector: { outline: pointsOf(sector.outline), source: sector.source },
      ...(!isStill && beatsOf(findings, images.bodySurfaceArea)),
      quality: roundedNumbers({
        ...findings.judgement,
        criteria: findings.quality,
        thresholds: manifest.quality,
      }),
      notes,
    },
    frames.map((frame, index) => ({
      frame: index,
      timeMs: rounded(times.timesMs[index], 3),
      ...frameOf(frame, scale, largest),
    })),
  );
}

function modelOf({ id, version, name, intendedUse, provenance }: SegmentationManifest) {
  const { simulated, licence, citation } = provenance;
  return { id, version, name, intendedUse, simulated, licence, citation };
}

/** The largest sizes of a clip's left ventricle, to which fractions refer. */
type LargestSizes = Pick<ChamberSize, 'area' | 'length' | 'volumeDisks'>;

function largestOf(frames: readonly SegmentedFrame[]): LargestSizes {
  const sizes = frames.flatMap(({ reading }) => (isMeasured(reading) ? [reading.ventricle] : []));
  const most = (of: (size: ChamberSize) => number) => Math.max(...sizes.map(of));
  return {
    area: most(({ area }) => area),
    length: most(({ length }) => length),
    volumeDisks: most(({ volumeDisks }) => volumeDisks),
  };
}

function frameOf(
  { reading, quality }: SegmentedFrame,
  scale: GridScale | undefined,
  largest: LargestSizes | undefined,
) {
  if (!isMeasured(reading)) {
    return { reason: reading.reason };
  }
  const { annulus, apex } = reading;
  const contours = Object.entries(reading.contours);
  const holes = contours.filter(([, contour]) => contour.holes.length > 0);
  return {
    contours: Object.fromEntries(contours.map(([id, { outline }]) => [id, pointsOf(outline)])),
    ...(holes.length > 0 && {
      holes: Object.fromEntries(holes.map(([id, contour]) => [id, contour.holes.map(pointsOf)])),
    }),
    annulus: { hinges: pointsOf(annulus.hinges), foundBy: annulus.foundBy },
    apex: pointOf(apex),
    ...(scale ? { measures: measuresOf(reading, scale) } : {}),
    ...(!scale && largest && { fractions: fractionsOf(reading.ventricle, largest) }),
    ...(quality && { quality: qualityOf(quality) }),
  };
}

/** By structure: an area of each, and the sizes of the chambers that have an axis. */
function measuresOf({ contours, ventricle, atrium }: FrameMeasures, scale: GridScale) {
  const sizes: Readonly<Record<string, ChamberSize | undefined>> = {
    LV: ventricle,
    LA: atrium?.size,
  };
  return Object.fromEntries(
    Object.entries(contours).map(([id, contour]) => {
      const size = sizes[id];
      return [
        id,
        {
          areaCm2: rounded(areaCm2(contour, scale), 3),
          ...(size && {
            lengthCm: rounded(size.length, 3),
            volumeDisksMl: rounded(size.volumeDisks, 2),
            volumeAreaLengthMl: rounded(size.volumeAreaLength, 2),
          }),
        },
      ];
    }),
  );
}

function areaCm2(contour: StructureContour, { mmPerPixelX, mmPerPixelY }: GridScale): number {
  return (contourArea(contour) * mmPerPixelX * mmPerPixelY) / mm2PerCm2;
}

function fractionsOf({ area, length, volumeDisks }: ChamberSize, largest: LargestSizes) {
  return {
    area: rounded(area / largest.area, 4),
    length: rounded(length / largest.length, 4),
    volume: rounded(volumeDisks / largest.volumeDisks, 4),
  };
}

function qualityOf(quality: FrameQuality) {
  return Object.fromEntries(
    Object.entries(quality).map(([criterion, value]) => [
      criterion,
      typeof value === 'number' ? rounded(value, 4) : value,
    ]),
  );
}

/** Values with their intervals, and the beats that they rest on. */
function beatsOf({ beats, measures, values }: ClipFindings, bodySurfaceArea: number | undefined) {
  const atrium = values.LAVolume;
  const isScaled = measures?.unit === 'cm';
  return roundedNumbers({
    values: {
      ...values,
      ...(atrium &&
        bodySurfaceArea && {
          LAIndex: { ...perArea(atrium, bodySurfaceArea), unit: 'mL/m2' },
        }),
    },
    ...(measures && {
      ...(momentsNotShown(beats).length === 0 && {
        areaChangePercent: measures.areaChangePercent,
        mapse: {
          percentOfLength: measures.mapse.percentOfLength,
          ...(isScaled && { excursionCm: measures.mapse.excursion }),
        },
      }),
      ...(isScaled && {
        edLengthCm: measures.edLength,
        esLengthCm: measures.esLength,
        edWallAreaCm2: measures.wallArea,
      }),
    }),
    beats: isScaled ? beats : withoutVolumes(beats),
  });
}

/** Volumes in cubic pixels mean nothing: of the curve, fractions of its largest are left. */
function withoutVolumes(beats: ClipFindings['beats']): object {
  const largest = Math.max(...beats.curve.filter(Number.isFinite));
  const fractions = { ...beats, curve: beats.curve.map((volume) => volume / largest) };
  return JSON.parse(
    JSON.stringify(fractions, (key, value: unknown) =>
      key === 'edVolume' || key === 'esVolume' ? undefined : value,
    ),
  ) as object;
}

function roundedNumbers(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) =>
      typeof one === 'number' && !Number.isInteger(one) ? Number(one.toPrecision(5)) : one,
    ),
  ) as object;
}

function pointsOf(points: readonly ImagePoint[]): number[][] {
  return points.map(pointOf);
}

function pointOf({ x, y }: ImagePoint): number[] {
  return [rounded(x, 2), rounded(y, 2)];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Indented, but for frames and lists of numbers, which have a line each. */
function jsonWithFrames(head: object, frames: readonly object[]): string {
  const text = JSON.stringify({ ...head, frames: [] }, undefined, 2).replace(
    /\[\n\s*((-?[\d.e+-]+|null)(,\n\s*(-?[\d.e+-]+|null))*)\n\s*\]/g,
    (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`,
  );
  const lines = frames.map((frame) => `    ${JSON.stringify(frame)}`).join(',\n');
  return text.replace(/"frames": \[\]\n\}$/, () => `"frames": [\n${lines}\n  ]\n}\n`);
}
