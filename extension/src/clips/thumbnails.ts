import type { Clip } from './clip';
import { MisreadColourError, readFrame } from './read-frame';
import { thumbnailOf, type Thumbnail } from './thumbnail';
import type { Viewer } from '../host/viewer';

/** Twice the size in the panel, for high-density displays. */
const box = { width: 112, height: 84 };

/** Thumbnails of the clips, read once each, one after the other, behind the host's own requests. */
export class Thumbnails {
  private readonly known = new Map<string, Promise<Thumbnail | undefined>>();
  private last: Promise<unknown> = Promise.resolve();

  /** @param onUnreadable called with the reason, a full sentence, when no frame of a clip can be read */
  constructor(
    private readonly viewer: Viewer,
    private readonly onUnreadable: (clip: Clip, reason: string) => void,
  ) {}

  /** The middle frame; undefined if it is not readable. Never rejects. */
  of(clip: Clip): Promise<Thumbnail | undefined> {
    const known = this.known.get(clip.displaySetInstanceUID);
    if (known) {
      return known;
    }
    const read = this.last.then(() => this.read(clip));
    this.known.set(clip.displaySetInstanceUID, read);
    this.last = read;
    return read;
  }

  clear(): void {
    this.known.clear();
  }

  private async read(clip: Clip): Promise<Thumbnail | undefined> {
    const { header, displaySetInstanceUID } = clip;
    const imageIds = this.viewer.imageIds(displaySetInstanceUID);
    if (!header || imageIds.length === 0) {
      return undefined;
    }
    try {
      const middle = imageIds[imageIds.length >> 1];
      return thumbnailOf(
        await readFrame(this.viewer.imageLoader(displaySetInstanceUID), middle, header),
        box,
      );
    } catch (error) {
      if (error instanceof MisreadColourError) {
        this.onUnreadable(clip, error.message);
      }
      // Otherwise the clip stays selectable; a run reports what is wrong.
      return undefined;
    }
  }
}
