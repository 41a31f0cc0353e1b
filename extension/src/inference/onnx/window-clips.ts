import { contractImage, type FramePixels, type ImageContract, type Sector } from '@echonet/models';

interface KeptClip {
  readonly sector: Sector;
  /** Prepared frames of one window, by index in the clip. */
  readonly images: ReadonlyMap<number, Float32Array>;
}

/** The clip, and the same clip with occluded regions. */
const mostClips = 2;

/** Frames of a clip as the host decodes them. */
export type ClipFrames = readonly { readonly frameIndex: number; readonly pixels: FramePixels }[];

/**
 * The images of one window of the latest clips for a network that is an ONNX file. Frames are prepared as
 * they arrive, and those of the window before go, so that one window is in memory at a time: 4.8 MB for 32
 * frames of 112 x 112 x 3.
 */
export class WindowClips {
  private readonly clips = new Map<string, KeptClip>();

  constructor(private readonly contract: ImageContract) {}

  /** Replaces the clip's entry and drops the oldest clip above the limit. */
  keep(key: string, sector: Sector, frames: ClipFrames): void {
    this.clips.delete(key);
    this.clips.set(key, { sector, images: this.prepared(sector, frames) });
    for (const oldest of [...this.clips.keys()].slice(0, -mostClips)) {
      this.clips.delete(oldest);
    }
  }

  /**
   * The images of a window, in its order; those that the clip had beside them are dropped.
   *
   * @param frames that the window before did not have
   * @throws Error as a sentence when the clip or one of the frames is not there
   */
  window(key: string, frames: ClipFrames, frameIndices: readonly number[]): Float32Array[] {
    const clip = this.clips.get(key);
    if (!clip) {
      throw new Error('The clip is no longer prepared; analyse again.');
    }
    const images = new Map([...clip.images, ...this.prepared(clip.sector, frames)]);
    const window = frameIndices.map((frameIndex) => {
      const image = images.get(frameIndex);
      if (!image) {
        throw new Error(
          `Frame ${frameIndex + 1} of the clip is no longer prepared; analyse again.`,
        );
      }
      return [frameIndex, image] as const;
    });
    this.clips.set(key, { ...clip, images: new Map(window) });
    return window.map(([, image]) => image);
  }

  /** Of all images. */
  get bytes(): number {
    const images = [...this.clips.values()].flatMap((clip) => [...clip.images.values()]);
    return images.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  private prepared(sector: Sector, frames: ClipFrames): Map<number, Float32Array> {
    return new Map(
      frames.map(({ frameIndex, pixels }) => [
        frameIndex,
        contractImage(pixels, sector, this.contract),
      ]),
    );
  }
}
