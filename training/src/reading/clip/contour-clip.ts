import type { FrameTimes } from '@echonet/dicom';
import {
  ClipRefusal,
  contourMeasures,
  frameFormat,
  measureSegmentedClip,
  segmentClip,
  type NetworkImage,
  type Sector,
  type SegmentationModel,
  type SegmentedFrame,
} from '@echonet/models';
import {
  beatsIn,
  beatsShown,
  isMeasured,
  momentsNotShown,
  type Beat,
} from '@echonet/models/measures';
import type { ClipFacts, LocatedClip } from '../decoder/clip-facts';
import type { RemoteClipFile } from '../decoder/messages';
import type { NamedModel } from '../models/open-models';
import type { ContourReading, MomentContour } from './clip-reading';

/** Frames in memory at a time, twice: the next are decoded while the network computes. */
const framesPerBatch = 16;

/** Frames that cannot be read leave gaps in the volume curve; with more, no beat is left. */
const mostUnreadable = 0.5;

export interface ContourTask {
  /** The open file, whose sector is located. */
  readonly decoder: Pick<RemoteClipFile, 'image'>;
  /** As the images are turned. */
  readonly sector: Sector;
  readonly facts: ClipFacts & { readonly times: FrameTimes };
  readonly located: LocatedClip;
  readonly segmentation: NamedModel<SegmentationModel>;
  readonly signal: AbortSignal;
}

/**
 * Outlines and measures all frames of a clip, as the viewer does.
 *
 * @throws ClipRefusal when too few frames can be read; the signal's reason when aborted
 */
export async function contourClip(task: ContourTask): Promise<ContourReading> {
  const { facts, located, segmentation } = task;
  const { model, name } = segmentation;
  const { timesMs, rWavesMs } = facts.times;
  const scale = located.scale.scale && {
    mmPerPixelX: located.scale.scale.x,
    mmPerPixelY: located.scale.scale.y,
  };
  const frames = await segmentFrames(task, scale);
  const findings = measureSegmentedClip(model.manifest, {
    frames,
    timesMs,
    rWavesMs,
    headerHeartRate: facts.heartRate,
    scale,
  });
  const beats = beatsIn(findings.beats);
  const notShown = momentsNotShown(findings.beats);
  const byFraction = [...beats].sort((a, b) => a.efPercent - b.efPercent);
  const representative = byFraction.at((beats.length - 1) >> 1);
  return {
    model: name.sha256,
    measures: contourMeasures(findings),
    grade: findings.judgement.grade,
    beats: beatsShown(findings.beats).map(({ edFrame, esFrame, efPercent }) => ({
      edFrame: edFrame + 1,
      esFrame: esFrame + 1,
      efPercent,
    })),
    isWholeBeat: findings.beats.kind === 'whole beats',
    ...(notShown.length > 0 && { notShown }),
    contours: representative
      ? momentContours(representative, frames).filter(({ moment }) => !notShown.includes(moment))
      : [],
  };
}

async function segmentFrames(
  { decoder, sector, facts, segmentation, signal }: ContourTask,
  scale: Parameters<typeof segmentClip>[1]['scale'],
): Promise<SegmentedFrame[]> {
  const { model } = segmentation;
  const format = frameFormat(model.manifest);
  const count = facts.times.timesMs.length;
  const frames: SegmentedFrame[] = [];
  const decode = (first: number) => {
    const indices = Array.from({ length: Math.min(framesPerBatch, count - first) }, (_, i) => i);
    const decoded = Promise.all(indices.map((i) => decoder.image(first + i, format, sector.turn)));
    // Rejects where it is awaited, unless the network fails before.
    decoded.catch(() => {});
    return decoded;
  };
  let unreadable = 0;
  let next = decode(0);
  while (frames.length < count) {
    signal.throwIfAborted();
    const batch = await next;
    next = decode(frames.length + batch.length);
    const images: NetworkImage[] = batch.flatMap((frame) => ('image' in frame ? frame.image : []));
    unreadable += batch.length - images.length;
    if (unreadable > count * mostUnreadable) {
      throw new ClipRefusal(facts.name, `${unreadable} of ${count} frames not readable.`);
    }
    const clip = {
      frameCount: images.length,
      image: (index: number) => images[index],
      sector,
      scale,
    };
    const segmented = (await segmentClip(model, clip, { signal })).values();
    for (const frame of batch) {
      frames.push(
        'problem' in frame
          ? { reading: { reason: `Frame not readable. ${frame.problem}` } }
          : segmented.next().value!,
      );
    }
  }
  return frames;
}

function momentContours(
  { edFrame, esFrame }: Beat,
  frames: readonly SegmentedFrame[],
): MomentContour[] {
  const wanted = [
    { structure: 'LV', moment: 'ED', frame: edFrame },
    { structure: 'LV', moment: 'ES', frame: esFrame },
    { structure: 'LA', moment: 'ES', frame: esFrame },
  ] as const;
  return wanted.flatMap(({ structure, moment, frame }) => {
    const { reading } = frames[frame];
    const outline = isMeasured(reading) ? reading.contours[structure]?.outline : undefined;
    return outline ? { structure, moment, frameNumber: frame + 1, outline } : [];
  });
}
