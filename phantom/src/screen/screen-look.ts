import type { RandomStream } from '@echonet/models/random';
import { Sampler } from '../math/sampler';
import type { ColourMap } from './colour-map';
import type { ExportLoss } from './export-loss';
import { drawMarks, type SectorMarks } from './sector-marks';

/** How a screen shows a sector, and what its export leaves of it. */
export interface ScreenLook {
  /** Left and right, and top and bottom exchanged against the adult convention. */
  readonly mirrored: boolean;
  readonly upsideDown: boolean;
  /** Absent for grey. */
  readonly colourMap?: ColourMap;
  /** Enlargement of the middle of the sector; 1 for none. */
  readonly zoom: number;
  readonly marks: SectorMarks;
  readonly loss?: ExportLoss;
}

/** Shares of clips. */
const shares = { turned: 0.04, tinted: 0.1, zoomed: 0.15, lossy: 0.3 };

export function drawScreenLook(random: RandomStream): ScreenLook {
  const sampler = new Sampler(random);
  const [mirrored, upsideDown] = [0, 1].map(() => sampler.chance(shares.turned));
  return {
    ...{ mirrored, upsideDown },
    ...(sampler.chance(shares.tinted) && { colourMap: sampler.pick(['sepia', 'blue'] as const) }),
    zoom: sampler.chance(shares.zoomed) ? sampler.between(1.05, 1.5) : 1,
    marks: drawMarks(sampler),
    ...(sampler.chance(shares.lossy) && {
      loss: {
        longSide: sampler.chance(0.5) ? 112 : Math.round(sampler.between(150, 600)),
        jpegQuality: Math.round(sampler.between(15, 85)),
      },
    }),
  };
}
