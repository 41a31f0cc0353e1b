import type { ClipHeader } from '@echonet/dicom';
import { type ImageLoader, readFrame } from '../clips/read-frame';
import { thumbnailOf } from '../clips/thumbnail';

/** This many frames are kept; each is no larger than the box. */
const mostFrames = 120;

/** Large enough for a square of the side-by-side view on a dense screen. */
const box = { width: 640, height: 640 };

/** A frame as the host shows it, perhaps smaller. */
export interface FrameImage {
  readonly canvas: HTMLCanvasElement;
  /** From its pixels to image pixels. */
  readonly scale: { readonly x: number; readonly y: number };
}

/** The frames of a viewport's clip as images that can be drawn. */
export class FrameImages {
  private readonly images = new Map<string, FrameImage | 'reading' | 'unreadable'>();

  /** @param onRead a frame that was asked for has come */
  constructor(
    private readonly imageLoader: ImageLoader,
    private readonly onRead: () => void,
  ) {}

  /** The frame's image; undefined until it is read, and where it cannot be. */
  of(imageId: string, header: ClipHeader): FrameImage | undefined {
    const known = this.images.get(imageId);
    if (known === undefined) {
      void this.read(imageId, header);
    }
    return typeof known === 'object' ? known : undefined;
  }

  private async read(imageId: string, header: ClipHeader): Promise<void> {
    this.images.set(imageId, 'reading');
    for (const oldest of [...this.images.keys()].slice(0, -mostFrames)) {
      this.images.delete(oldest);
    }
    try {
      const { width, height, data } = thumbnailOf(
        await readFrame(this.imageLoader, imageId, header),
        box,
      );
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
      const scale = { x: header.Columns / width, y: header.Rows / height };
      this.images.set(imageId, { canvas, scale });
      this.onRead();
    } catch {
      // The host says in the viewport itself why a frame cannot be shown.
      this.images.set(imageId, 'unreadable');
    }
  }
}
