import type { SegmentedFrame } from '@echonet/models';
import type { ChamberSize } from '@echonet/models/measures';
import { segmentationFixtureManifest } from '@echonet/models/testing';
import type { FoundSegmentation } from '../models/model-sources';

export const foundSegmentation: FoundSegmentation = {
  manifest: segmentationFixtureManifest,
  modelUrl: 'http://localhost/models/lv/',
};

/** Frames of a heartbeat in outlinedFrame. */
export const beatFrames = 15;

/** Half-axes of the LV at end-diastole, pixels. */
const [across, along] = [10, 20];

/** cm a pixel in outlinedFrame. */
const cmPerPixel = 0.2;

/**
 * A frame of a heart in an image of 100 x 80 pixels: an ellipsoid that has its largest volume at
 * frame 0, beatFrames, ..., and loses 60 % of it.
 */
export function outlinedFrame(frameIndex: number, unit: 'cm' | 'pixel' = 'pixel'): SegmentedFrame {
  const phase = (2 * Math.PI * frameIndex) / beatFrames;
  const volumeShare = 0.7 + 0.3 * Math.cos(phase);
  const size = Math.cbrt(volumeShare);
  const base = { x: 50, y: 60 };
  const centre = { x: 50, y: base.y - along * size };
  const factor = unit === 'cm' ? cmPerPixel : 1;
  const [a, b] = [across * size * factor, along * size * factor];
  return {
    reading: {
      contours: {
        LV: { outline: ellipse(centre, across * size, along * size), holes: [] },
        LVWall: {
          outline: ellipse(centre, across * size + 6, along * size + 6),
          holes: [ellipse(centre, across * size, along * size)],
        },
        LA: { outline: ellipse({ x: 50, y: 68 }, 9, 8), holes: [] },
      },
      annulus: {
        hinges: [
          { x: 45, y: base.y },
          { x: 55, y: base.y },
        ],
        midpoint: base,
        foundBy: 'atrium and wall',
      },
      apex: { x: 50, y: base.y - 2 * along * size },
      ventricle: sizeOf(a, b, unit),
      atrium: { roof: { x: 50, y: 76 }, size: sizeOf(9 * factor, 8 * factor, unit) },
    },
    quality: { sharpness: 0.2, ventricleInOnePart: 1, atriumInOnePart: 1, atriumIsBelow: true },
  };
}

function ellipse({ x, y }: { x: number; y: number }, a: number, b: number) {
  return Array.from({ length: 40 }, (_, i) => ({
    x: x + a * Math.cos((i * Math.PI) / 20),
    y: y + b * Math.sin((i * Math.PI) / 20),
  }));
}

/** Of an ellipsoid of half-axes a, a and b. */
function sizeOf(a: number, b: number, unit: ChamberSize['unit']): ChamberSize {
  const volume = (4 / 3) * Math.PI * a * a * b;
  return {
    unit,
    area: Math.PI * a * b,
    length: 2 * b,
    volumeDisks: volume,
    volumeAreaLength: volume,
  };
}
