import { contractImage, type FramePixels, type ImageContract, type Sector } from '@echonet/models';

interface KeptClip {
  readonly sector: Sector;
  /** Prepared frames, by index in the clip. */
  readonly images: Map<number, Float32Array>;
}

/** Clips cached for another prediction; frames of one take 19 MB at 112 x 112 x 3 and 128 frames. */
const mostClips = 2;

/** Frames of a clip as the host decodes them. */
export type ClipFrames = readonly { readonly frameIndex: number; readonly pixels: FramePixels }[];

/**
 * Cache of the images of the latest clips for a network that is an ONNX file. Frames are prepared as
 * they arrive, so that the decoded ones of one window are in memory at a time.
 */
export class WindowClips {
  private readonly clips = new Map<string, KeptClip>();

  constructor(private readonly contract: ImageContract) {}

  /** Replaces the clip's entry and drops the oldest clip above the limit. */
  keep(key: string, sector: Sector, frames: ClipFrames): void {
    this.clips.delete(key);
    this.clips.set(key, { sector, images: new Map() });
    for (const oldest of [...this.clips.keys()].slice(0, -mostClips)) {
      this.clips.delete(oldest);
    }
    this.add(key, frames);
  }

  /** @throws Error as a sentence when the clip is not cached */
  add(key: string, frames: ClipFrames): void {
    const { sector, images } = this.clip(key);
    for (const { frameIndex, pixels } of frames) {
      images.set(frameIndex, contractImage(pixels, sector, this.contract));
    }
  }

  /** @throws Error as a sentence when the clip or one of the frames is not cached */
  imagesOf(key: string, frameIndices: readonly number[]): Float32Array[] {
    const { images } = this.clip(key);
    return frameIndices.map((frameIndex) => {
      const image = images.get(frameIndex);
      if (!image) {
        throw new Error(
          `Frame ${frameIndex + 1} of the clip is no longer prepared; analyse again.`,
        );
      }
      return image;
    });
  }

  private clip(key: string): KeptClip {
    const clip = this.clips.get(key);
    if (!clip) {
      throw new Error('The clip is no longer prepared; analyse again.');
    }
    return clip;
  }
}
