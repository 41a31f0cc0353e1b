import type { PreparedClip } from '../inference/protocol';
import type { Region } from './state';

/** Sides of a new rectangle, as a fraction of the sector's crop. */
const rectangleShare = 0.25;

/** A rectangle in the middle of the crop that the network reads. */
export function rectangleIn({ crop: { x, y, width, height } }: PreparedClip['sector']): Region {
  const left = x + (width * (1 - rectangleShare)) / 2;
  const top = y + (height * (1 - rectangleShare)) / 2;
  const right = left + width * rectangleShare;
  const bottom = top + height * rectangleShare;
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** @param dx in image pixels, as is dy */
export function movedRegion(region: Region, dx: number, dy: number): Region {
  return region.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
}

/** Scales a region about the mean of its corners. */
export function scaledRegion(region: Region, factor: number): Region {
  const centreX = region.reduce((sum, { x }) => sum + x, 0) / region.length;
  const centreY = region.reduce((sum, { y }) => sum + y, 0) / region.length;
  return region.map(({ x, y }) => ({
    x: centreX + factor * (x - centreX),
    y: centreY + factor * (y - centreY),
  }));
}
