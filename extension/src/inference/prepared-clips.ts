import { preparePicture, sectorMask } from '@echonet/models';
import type { FramePixels, NetworkPicture, PictureFormat, Sector } from '@echonet/models';

/** The frames of a clip and how pictures are made of them. */
export interface ClipPictures {
  readonly sector: Sector;
  readonly frames: readonly { readonly frameIndex: number; readonly pixels: FramePixels }[];
  readonly format: PictureFormat;
}

interface KeptClip extends Pick<ClipPictures, 'sector' | 'format'> {
  /** Frames that nobody has asked for yet, by index in the clip. */
  readonly frames: Map<number, FramePixels>;
  readonly pictures: Map<number, NetworkPicture>;
  mask?: Uint8Array;
}

/** This many clips are kept for saliency; the pictures of one at 299 x 299 x 3 take 21 MB. */
const mostClips = 4;

/**
 * The clips that were handed over last. A frame becomes a picture when it is first asked for: the
 * first result need not wait for the last frame, and a run that is cancelled has prepared no more
 * than it has predicted.
 */
export class PreparedClips {
  private readonly clips = new Map<string, KeptClip>();

  get count(): number {
    return this.clips.size;
  }

  /** Replaces what is kept of the clip; drops the oldest clip when there are too many. */
  keep(SOPInstanceUID: string, { sector, frames, format }: ClipPictures): void {
    this.clips.delete(SOPInstanceUID);
    this.clips.set(SOPInstanceUID, {
      sector,
      format,
      frames: new Map(frames.map(({ frameIndex, pixels }) => [frameIndex, pixels])),
      pictures: new Map(),
    });
    for (const oldest of [...this.clips.keys()].slice(0, -mostClips)) this.clips.delete(oldest);
  }

  has(SOPInstanceUID: string): boolean {
    return this.clips.has(SOPInstanceUID);
  }

  /** @throws Error as a sentence when the clip or the frame is not kept. */
  pictureOf(SOPInstanceUID: string, frameIndex: number): NetworkPicture {
    const clip = this.clips.get(SOPInstanceUID);
    const known = clip?.pictures.get(frameIndex);
    if (known) return known;
    const pixels = clip?.frames.get(frameIndex);
    if (!clip || !pixels) {
      throw new Error(`Frame ${frameIndex + 1} of the clip is no longer prepared; run again.`);
    }
    const picture = preparePicture(pixels, clip.sector, clip.format);
    clip.pictures.set(frameIndex, picture);
    clip.frames.delete(frameIndex);
    return picture;
  }

  /**
   * 1 inside the sector; one value a pixel of a picture.
   *
   * @throws Error as a sentence when the clip is not kept.
   */
  maskOf(SOPInstanceUID: string): Uint8Array {
    const clip = this.clips.get(SOPInstanceUID);
    if (!clip) throw new Error('The clip is no longer prepared; run again.');
    clip.mask ??= sectorMask(clip.sector, clip.format.size);
    return clip.mask;
  }

  clear(): void {
    this.clips.clear();
  }
}
