import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { AutomaticClip } from '@echonet/ohif-extension/automatic-report';
import {
  instancePath,
  RequestFailure,
  type Archive,
  type ListedInstance,
} from '../../data/sources/dicomweb';
import { rgbOf, type RgbImage } from '../drawing/sector-image';
import { DecoderFailure } from '../decoder/failures';
import type { RemoteClipFile } from '../decoder/messages';

export interface FrameSource {
  readonly archive: Archive;
  readonly decoder: Pick<RemoteClipFile, 'open' | 'pixels'>;
  /** Folder of files under way. */
  readonly incoming: string;
}

/** Frames of a clip by their number from 1; those that cannot be had are absent. */
export type ClipFrames = ReadonlyMap<number, RgbImage>;

const gone: readonly (number | undefined)[] = [404, 410];

/**
 * Fetches a clip again and decodes the frames that its contours lie on, and the first that was read: files
 * are not kept after reading, and clips may have been read by another run.
 *
 * @throws {RequestFailure} when the archive does not answer
 */
export async function clipFrames(
  { archive, decoder, incoming }: FrameSource,
  instance: ListedInstance,
  { contours, frameNumbers }: Pick<AutomaticClip, 'contours' | 'frameNumbers'>,
): Promise<ClipFrames> {
  const wanted = new Set([
    ...(contours?.contours ?? []).map(({ frameNumber }) => frameNumber),
    frameNumbers[0],
  ]);
  const file = path.join(incoming, `${instance.SOPInstanceUID}.dcm`);
  const frames = new Map<number, RgbImage>();
  try {
    await mkdir(incoming, { recursive: true });
    await archive.retrieve(instancePath(instance), file);
    const { id } = await decoder.open(file);
    if (id !== instance.SOPInstanceUID) {
      return frames;
    }
    for (const number of wanted) {
      frames.set(number, rgbOf(await decoder.pixels(number - 1)));
    }
  } catch (error) {
    const isGone = error instanceof RequestFailure && gone.includes(error.status);
    if (!isGone && !(error instanceof DecoderFailure)) {
      throw error;
    }
  } finally {
    await rm(file, { force: true });
  }
  return frames;
}
