import type { HostManagers, OfferedImage } from './contracts';
import { hostCornerstone } from './cornerstone';

/** RGB of 8 bits, interleaved. */
export interface DecodedImages {
  readonly Rows: number;
  readonly Columns: number;
  readonly frames: readonly Uint8Array[];
}

/** What has been put into the host's cache, so that it is not put there twice. */
type Offered = WeakSet<Promise<OfferedImage>>;

/**
 * Shows frames that the host cannot decode: they are put into its cache in the place of its own requests,
 * where it looks first. A viewport that has failed to show them is shown them again.
 *
 * @param imageIds of all frames, in order
 * @param decoded awaited by the host; its rejection is one of the host's request
 */
export class OfferedImages {
  private readonly offered: Offered = new WeakSet();

  constructor(private readonly host: HostManagers) {}

  /** False where the host has lost a frame from its cache, or never had it. */
  areOffered(imageIds: readonly string[]): boolean {
    return imageIds.every((imageId) => this.isOffered(imageId));
  }

  async offer(imageIds: readonly string[], decoded: Promise<DecodedImages>): Promise<void> {
    const { cache } = hostCornerstone(this.host);
    const failedBefore = imageIds.filter((imageId) => cache.getImageLoadObject(imageId));
    imageIds.forEach((imageId, index) => {
      if (!cache.getImageLoadObject(imageId)) {
        this.put(imageId, index, decoded);
      }
    });
    await decoded;
    for (const imageId of failedBefore.filter((candidate) => !this.isOffered(candidate))) {
      if (cache.getImageLoadObject(imageId)) {
        cache.removeImageLoadObject(imageId);
      }
      this.put(imageId, imageIds.indexOf(imageId), decoded);
    }
    await this.showAgain(imageIds);
  }

  private isOffered(imageId: string): boolean {
    const request = hostCornerstone(this.host).cache.getImageLoadObject(imageId);
    return request !== undefined && this.offered.has(request.promise as Promise<OfferedImage>);
  }

  private put(imageId: string, index: number, decoded: Promise<DecodedImages>): void {
    const promise = decoded.then((images) => offeredImage(imageId, images, index));
    this.offered.add(promise);
    hostCornerstone(this.host)
      .cache.putImageLoadObject(imageId, { promise })
      // The host reports the failure where it shows the frame.
      .catch(() => undefined);
  }

  /** In viewports that show the stack without an image, since its first request failed. */
  private async showAgain(imageIds: readonly string[]): Promise<void> {
    const { viewportGridService, cornerstoneViewportService } = this.host.servicesManager.services;
    for (const viewportId of viewportGridService.getState().viewports.keys()) {
      const viewport = cornerstoneViewportService.getCornerstoneViewport(viewportId);
      const shown = viewport?.getImageIds?.() ?? [];
      if (viewport && shown.length > 0 && shown[0] === imageIds[0]) {
        await viewport.setStack(shown, viewport.getCurrentImageIdIndex());
        viewport.render();
      }
    }
  }
}

function offeredImage(
  imageId: string,
  { Rows, Columns, frames }: DecodedImages,
  index: number,
): OfferedImage {
  const data = frames.at(index);
  if (!data) {
    throw new Error('The video has fewer frames than its header says.');
  }
  return {
    imageId,
    rows: Rows,
    columns: Columns,
    height: Rows,
    width: Columns,
    getPixelData: () => data,
    numberOfComponents: 3,
    color: true,
    rgba: false,
    invert: false,
    slope: 1,
    intercept: 0,
    minPixelValue: 0,
    maxPixelValue: 255,
    windowCenter: 128,
    windowWidth: 255,
    rowPixelSpacing: 1,
    columnPixelSpacing: 1,
    sizeInBytes: data.byteLength,
    dataType: 'Uint8Array',
    photometricInterpretation: 'RGB',
    imageFrame: { photometricInterpretation: 'RGB' },
  };
}
