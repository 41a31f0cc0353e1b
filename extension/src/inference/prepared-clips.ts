import {
  prepareImage,
  sectorMask,
  type FramePixels,
  type NetworkImage,
  type ImageFormat,
  type Sector,
} from '@echonet/models/image';

/** Frames of a clip and how they are prepared. */
export interface ClipImages {
  readonly sector: Sector;
  readonly frames: readonly { readonly frameIndex: number; readonly pixels: FramePixels }[];
  readonly format: ImageFormat;
}

interface KeptClip extends Pick<ClipImages, 'sector' | 'format'> {
  /** Frames not yet prepared, by index in the clip. */
  readonly frames: Map<number, FramePixels>;
  readonly images: Map<number, NetworkImage>;
  mask?: Uint8Array;
}

/** Clips cached for saliency maps; the images of one take 21 MB at 299 x 299 x 3. */
const mostClips = 4;

/**
 * Cache of the latest clips. Frames are prepared on first use: the first result does not wait for
 * the last frame, and a cancelled run prepares no more than it predicts.
 */
export class PreparedClips {
  private readonly clips = new Map<string, KeptClip>();

  get count(): number {
    return this.clips.size;
  }

  /** Replaces the clip's entry and drops the oldest clip above the limit. */
  keep(SOPInstanceUID: string, { sector, frames, format }: ClipImages): void {
    this.clips.delete(SOPInstanceUID);
    this.clips.set(SOPInstanceUID, {
      sector,
      format,
      frames: new Map(frames.map(({ frameIndex, pixels }) => [frameIndex, pixels])),
      images: new Map(),
    });
    for (const oldest of [...this.clips.keys()].slice(0, -mostClips)) {
      this.clips.delete(oldest);
    }
  }

  has(SOPInstanceUID: string): boolean {
    return this.clips.has(SOPInstanceUID);
  }

  /** @throws Error as a sentence when clip or frame is not cached */
  imageOf(SOPInstanceUID: string, frameIndex: number): NetworkImage {
    const clip = this.clips.get(SOPInstanceUID);
    const known = clip?.images.get(frameIndex);
    if (known) {
      return known;
    }
    const pixels = clip?.frames.get(frameIndex);
    if (!clip || !pixels) {
      throw new Error(`Frame ${frameIndex + 1} of the clip is no longer prepared; analyse again.`);
    }
    const image = prepareImage(pixels, clip.sector, clip.format);
    clip.images.set(frameIndex, image);
    clip.frames.delete(frameIndex);
    return image;
  }

  /** The frame's image, where it was used before in the same format. */
  knownImage(
    SOPInstanceUID: string,
    frameIndex: number,
    { size, channels }: ImageFormat,
  ): NetworkImage | undefined {
    const clip = this.clips.get(SOPInstanceUID);
    return clip?.format.size === size && clip.format.channels === channels
      ? clip.images.get(frameIndex)
      : undefined;
  }

  /** @throws Error as a sentence when the clip is not cached */
  sectorOf(SOPInstanceUID: string): Sector {
    return this.clip(SOPInstanceUID).sector;
  }

  /**
   * 1 inside the sector, else 0; one value per pixel.
   *
   * @throws Error as a sentence when the clip is not cached
   */
  maskOf(SOPInstanceUID: string): Uint8Array {
    const clip = this.clip(SOPInstanceUID);
    clip.mask ??= sectorMask(clip.sector, clip.format.size);
    return clip.mask;
  }

  clear(): void {
    this.clips.clear();
  }

  private clip(SOPInstanceUID: string): KeptClip {
    const clip = this.clips.get(SOPInstanceUID);
    if (!clip) {
      throw new Error('The clip is no longer prepared; analyse again.');
    }
    return clip;
  }
}
