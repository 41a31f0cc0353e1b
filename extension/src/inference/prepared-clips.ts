import { prepareImage, sectorMask } from '@echonet/models';
import type { FramePixels, NetworkImage, ImageFormat, Sector } from '@echonet/models';

/** The frames of a clip and how images are made of them. */
export interface ClipImages {
  readonly sector: Sector;
  readonly frames: readonly { readonly frameIndex: number; readonly pixels: FramePixels }[];
  readonly format: ImageFormat;
}

interface KeptClip extends Pick<ClipImages, 'sector' | 'format'> {
  /** Frames that nobody has asked for yet, by index in the clip. */
  readonly frames: Map<number, FramePixels>;
  readonly images: Map<number, NetworkImage>;
  mask?: Uint8Array;
}

/** This many clips are kept for saliency; the images of one at 299 x 299 x 3 take 21 MB. */
const mostClips = 4;

/**
 * The clips that were handed over last. A frame becomes an image when it is first asked for: the
 * first result need not wait for the last frame, and a run that is cancelled has prepared no more
 * than it has predicted.
 */
export class PreparedClips {
  private readonly clips = new Map<string, KeptClip>();

  get count(): number {
    return this.clips.size;
  }

  /** Replaces what is kept of the clip; drops the oldest clip when there are too many. */
  keep(SOPInstanceUID: string, { sector, frames, format }: ClipImages): void {
    this.clips.delete(SOPInstanceUID);
    this.clips.set(SOPInstanceUID, {
      sector,
      format,
      frames: new Map(frames.map(({ frameIndex, pixels }) => [frameIndex, pixels])),
      images: new Map(),
    });
    for (const oldest of [...this.clips.keys()].slice(0, -mostClips)) this.clips.delete(oldest);
  }

  has(SOPInstanceUID: string): boolean {
    return this.clips.has(SOPInstanceUID);
  }

  /** @throws Error as a sentence when the clip or the frame is not kept. */
  imageOf(SOPInstanceUID: string, frameIndex: number): NetworkImage {
    const clip = this.clips.get(SOPInstanceUID);
    const known = clip?.images.get(frameIndex);
    if (known) return known;
    const pixels = clip?.frames.get(frameIndex);
    if (!clip || !pixels) {
      throw new Error(`Frame ${frameIndex + 1} of the clip is no longer prepared; run again.`);
    }
    const image = prepareImage(pixels, clip.sector, clip.format);
    clip.images.set(frameIndex, image);
    clip.frames.delete(frameIndex);
    return image;
  }

  /**
   * 1 inside the sector; one value a pixel of an image.
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
