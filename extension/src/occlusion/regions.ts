import type { PreparedClip } from '../inference/protocol';
import type { Region } from '../session/state';

/** A rectangle that begins with this share of the sector's square can be moved where it is wanted. */
const firstShare = 0.25;

/** A rectangle in the middle of what the network reads, for those who cannot draw one. */
export function rectangleIn({ crop: { x, y, width, height } }: PreparedClip['sector']): Region {
  const [left, top] = [x + (width * (1 - firstShare)) / 2, y + (height * (1 - firstShare)) / 2];
  const [right, bottom] = [left + width * firstShare, top + height * firstShare];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** The region moved by that many image pixels. */
export function moved(region: Region, dx: number, dy: number): Region {
  return region.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
}

/** The region made larger or smaller about the middle of its corners. */
export function scaled(region: Region, factor: number): Region {
  const middle = {
    x: region.reduce((sum, { x }) => sum + x, 0) / region.length,
    y: region.reduce((sum, { y }) => sum + y, 0) / region.length,
  };
  return region.map(({ x, y }) => ({
    x: middle.x + factor * (x - middle.x),
    y: middle.y + factor * (y - middle.y),
  }));
}
