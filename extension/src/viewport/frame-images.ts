import type { ClipHeader } from '@echonet/dicom';
import { type ImageLoader, readFrame } from '../clips/read-frame';
import { thumbnailOf } from '../clips/thumbnail';

/** Cached frames, each no larger than the box. */
const capacity = 120;

/** Large enough for a cell of the side-by-side layout at two device pixels per CSS pixel. */
const box = { width: 640, height: 640 };

/** A frame as the host shows it, scaled down to the box. */
export interface FrameImage {
  readonly canvas: HTMLCanvasElement;
  /** Image pixels per canvas pixel. */
  readonly scale: { readonly x: number; readonly y: number };
}

/** Reads frames of a viewport's clip for drawing and caches them. */
export class FrameImages {
  private readonly images = new Map<string, FrameImage | 'reading' | 'unreadable'>();

  /** @param onRead called when a requested frame is ready */
  constructor(
    private readonly imageLoader: ImageLoader,
    private readonly onRead: () => void,
  ) {}

  /** Undefined until the frame is read, and for an unreadable frame. */
  of(imageId: string, header: ClipHeader): FrameImage | undefined {
    const known = this.images.get(imageId);
    if (known === undefined) {
      void this.read(imageId, header);
    }
    return typeof known === 'object' ? known : undefined;
  }

  private async read(imageId: string, header: ClipHeader): Promise<void> {
    this.images.set(imageId, 'reading');
    for (const oldest of [...this.images.keys()].slice(0, -capacity)) {
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
      // The host shows the error in the viewport itself.
      this.images.set(imageId, 'unreadable');
    }
  }
}
