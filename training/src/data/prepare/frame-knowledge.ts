import { pixelMap, type Sector } from '@echonet/models/image';
import type { ImagePoints } from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import type { ClipFacts } from '../prepared/images';

/** What a source knows of a clip's frames beside their pixels; frames count from 0. */
export interface FrameKnowledge {
  /** The structure at each point of a frame, as an index into structureNames. */
  structures?(index: number, points: ImagePoints): Uint8Array;
  /** Frames whose structures are known, kept beside the sampled ones; absent where all are known. */
  readonly labelledFrames?: readonly number[];
  /** Of the labelled frames: see FrameFacts. */
  readonly frameStructures?: ClipFacts['frameStructures'];
  /** Experts outline structures that leave the sector; of phantoms only what it shows is kept. */
  readonly structuresLeaveSector?: boolean;
  readonly edFrame?: number;
  readonly esFrame?: number;
  /** Of the frames' pixels; absent where it is unknown. */
  readonly mmPerPixel?: number;
  /** Measured from the masks at their own resolution, by task id. */
  readonly measuredLabels?: Readonly<Record<string, number>>;
}

/** Frames whose structures are known; undefined where those of all frames are. */
function knownFrames(clip: FrameKnowledge): readonly number[] | undefined {
  return clip.structures ? clip.labelledFrames : [];
}

/**
 * The structure of each pixel of the kept frames, [size, size] each; 0 in frames where it is
 * unknown.
 *
 * @param mask of the sector, [size, size]
 */
export function structuresOfFrames(
  clip: FrameKnowledge,
  kept: readonly number[],
  { sector, mask, size }: { sector: Sector; mask: Uint8Array; size: number },
): Uint8Array[] {
  const points = pointsOfImage(sector, size);
  const known = new Set(knownFrames(clip) ?? kept);
  return kept.map((index) => {
    if (!clip.structures || !known.has(index)) {
      return new Uint8Array(mask.length);
    }
    const codes = clip.structures(index, points);
    return clip.structuresLeaveSector ? codes : codes.map((code, i) => code * mask[i]);
  });
}

/**
 * The facts of the kept frames, by their place among them.
 *
 * @param structures of the kept frames, where they are stored: where the source does not mark the
 *   phases and knows all structures, end-diastole is the frame with the largest left ventricle
 */
export function factsOfFrames(
  clip: FrameKnowledge,
  kept: readonly number[],
  { crop }: Sector,
  size: number,
  structures?: readonly Uint8Array[],
): ClipFacts {
  const placeOf = (index: number | undefined) => {
    const place = index === undefined ? -1 : kept.indexOf(index);
    return place < 0 ? undefined : place;
  };
  const known = knownFrames(clip)?.flatMap((index) => placeOf(index) ?? []);
  const labelledFrames = known?.length === kept.length ? undefined : known;
  const { edFrame, esFrame, mmPerPixel, measuredLabels, frameStructures } = clip;
  return {
    labelledFrames,
    ...(structures && frameStructures && { frameStructures }),
    edFrame: placeOf(edFrame),
    esFrame: placeOf(esFrame),
    ...(structures && !labelledFrames && edFrame === undefined && phasesByArea(structures)),
    measuredLabels,
    ...(structures && {
      structureCodes: [...new Set(structures.flatMap((codes) => [...new Set(codes)]))],
    }),
    ...(mmPerPixel !== undefined && {
      mmPerPixel: Number(((mmPerPixel * crop.width) / size).toPrecision(6)),
    }),
  };
}

const leftVentricle = structureNames.indexOf('LV');

/** Frames with the largest and the smallest left ventricle; none where its size does not change. */
function phasesByArea(
  structures: readonly Uint8Array[],
): Pick<ClipFacts, 'edFrame' | 'esFrame'> | undefined {
  const areas = structures.map((codes) => codes.filter((code) => code === leftVentricle).length);
  const [least, most] = [Math.min(...areas), Math.max(...areas)];
  return least < most ? { edFrame: areas.indexOf(most), esFrame: areas.indexOf(least) } : undefined;
}

/** Positions of the network's pixel centres in the clip's frames. */
function pointsOfImage(sector: Sector, size: number): ImagePoints {
  const { toImage } = pixelMap(sector, size);
  const points = {
    x: new Float32Array(size * size),
    y: new Float32Array(size * size),
    spacing: sector.crop.width / size,
  };
  for (let i = 0; i < size * size; i++) {
    const { x, y } = toImage((i % size) + 0.5, Math.floor(i / size) + 0.5);
    points.x[i] = x;
    points.y[i] = y;
  }
  return points;
}
