import { readFile } from 'node:fs/promises';
import type { FramePixels } from '@echonet/models';
import { readClipHeader } from '@echonet/dicom';
import { readCine, type Cine } from '@echonet/dicom/node';
import { asCine, simulateCine, simulateView, type ViewClip } from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import { readLabelledFrames, type LabelledFrames } from '../sources/camus';
import { filesOf, readSiteMasks } from '../sources/site-masks';
import { readStill } from '../sources/view-stills';
import { areaOfCode, codesAt, measuredLabels } from '../sources/structure-mask';
import { aviClip } from './avi-clip';
import type { ChangedOrigin, ClipOrigin, SiteMaskFiles } from './candidate';
import type { FrameKnowledge } from './frame-knowledge';
import { movingImageOf, type MovingImage } from './prepare-clip';

const leftVentricle = structureNames.indexOf('LV');

/** Everything that determines the clip's images; first the content of its file. */
export async function contentsOf(origin: ClipOrigin): Promise<readonly Uint8Array[]> {
  switch (origin.format) {
    case 'phantom':
    case 'phantom view':
      return [Buffer.from(JSON.stringify(origin.clip))];
    case 'camus': {
      const { files, marks } = origin;
      const pairs = files.kind === 'stills' ? [files.ED, files.ES] : [files.sequence];
      const contents = pairs.flatMap(({ image, mask }) => [readFile(image), readFile(mask)]);
      return [...(await Promise.all(contents)), Buffer.from(JSON.stringify(marks))];
    }
    case 'still':
      return [await readFile(origin.file)];
    case 'changed': {
      const { of, style, change } = origin;
      const looks = style ? await contentsOf(style) : [];
      return [...(await contentsOf(of)), ...looks, Buffer.from(JSON.stringify(change))];
    }
    case 'avi': {
      const { tracings = [] } = origin;
      const content = await readFile(origin.file);
      return tracings.length > 0 ? [content, Buffer.from(JSON.stringify(tracings))] : [content];
    }
    case 'dicom': {
      const { file, masks } = origin;
      const paths = [file, ...(masks ? filesOf(masks.files) : [])];
      const contents = await Promise.all(paths.map((each) => readFile(each)));
      if (!masks) {
        return contents;
      }
      const { files, isApical } = masks;
      const frames = files.kind === 'frames' ? files.frames.map(({ frame }) => frame) : [];
      return [...contents, Buffer.from(JSON.stringify([files.kind, frames, isApical]))];
    }
  }
}

/**
 * The clip of an origin, with what its source knows of the structures.
 *
 * @param content of the clip's file
 * @throws {ClipRefusal} when the viewer would refuse it
 * @throws Error with one sentence when a file is damaged
 */
export async function openOrigin(
  origin: Exclude<ClipOrigin, ChangedOrigin>,
  content: Uint8Array,
): Promise<MovingImage> {
  switch (origin.format) {
    case 'phantom': {
      const simulated = simulateCine(origin.clip);
      const { structures } = simulated;
      return { ...movingImageOf(asCine(simulated, origin.clip.format)), structures };
    }
    case 'phantom view':
      return viewClip(origin.clip);
    case 'camus':
      return labelledClip(await readLabelledFrames(origin.files, origin.marks));
    case 'still':
      return stillImage(await readStill(content));
    case 'avi':
      return aviClip(content, origin.tracings);
    case 'dicom': {
      const cine = await readCine(content);
      const clip = movingImageOf(cine);
      return origin.masks ? { ...clip, ...(await siteStructures(cine, origin.masks)) } : clip;
    }
  }
}

/** Of several frames with masks, that with the largest left ventricle is end-diastolic. */
async function siteStructures(
  { instance }: Cine,
  { files, isApical }: SiteMaskFiles,
): Promise<FrameKnowledge> {
  const masks = await readSiteMasks(files, readClipHeader(instance), isApical);
  const labelledFrames = [...masks.keys()].sort((a, b) => a - b);
  const bySize = labelledFrames
    .map((frame) => ({ frame, area: areaOfCode(masks.get(frame)!, leftVentricle) }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => b.area - a.area);
  const frameStructures = labelledFrames.flatMap((frame) => {
    const { marked } = masks.get(frame)!;
    return marked ? [marked] : [];
  });
  return {
    labelledFrames,
    structures: (index, points) => codesAt(masks.get(index)!, points),
    structuresLeaveSector: true,
    ...(frameStructures.length === labelledFrames.length && { frameStructures }),
    ...(bySize.length > 1 && { edFrame: bySize[0].frame, esFrame: bySize.at(-1)!.frame }),
  };
}

function labelledClip({ frames, masks, ...facts }: LabelledFrames): MovingImage {
  const { edFrame, esFrame, mmPerPixel } = facts;
  return {
    ...facts,
    measuredLabels: measuredLabels(masks[edFrame], masks[esFrame], mmPerPixel),
    regions: [],
    labelledFrames: frames.map((_, index) => index),
    frame: (index) => Promise.resolve(frames[index]),
    structures: (index, points) => codesAt(masks[index], points),
    structuresLeaveSector: true,
  };
}

function stillImage(frame: FramePixels): MovingImage {
  return { regions: [], labelledFrames: [0], frame: () => Promise.resolve(frame) };
}

/** The header of a simulated view contains nothing that the eligibility rules reject. */
function viewClip(clip: ViewClip): MovingImage {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const { frames, samplesPerPixel } = simulateView(clip);
  return {
    times: {
      timesMs: Array.from({ length: frameCount }, (_, index) => index * frameTimeMs),
      source: 'FrameTime',
      notes: [],
    },
    regions: [],
    frame: (index) =>
      Promise.resolve({ Rows, Columns, channels: samplesPerPixel, data: frames[index] }),
  };
}
