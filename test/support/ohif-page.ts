import type { Page } from 'playwright-core';

/** The part of cornerstone that the host leaves on `window` and that tests read. */
interface HostCornerstone {
  imageLoader: {
    loadAndCacheImage(imageId: string): Promise<{
      rows: number;
      columns: number;
      getPixelData(): Uint8Array;
    }>;
  };
}

interface HostViewport {
  element: HTMLElement;
  getImageIds(): string[];
  getCurrentImageIdIndex(): number;
  setImageIdIndex(index: number): Promise<unknown>;
  getZoom(): number;
  setZoom(zoom: number): void;
  getPan(): [number, number];
  setPan(pan: [number, number]): void;
  render(): void;
}

interface HostWindow {
  cornerstone: HostCornerstone & {
    getEnabledElements(): { viewport: HostViewport }[];
    utilities: {
      imageToWorldCoords(imageId: string, point: [number, number]): [number, number, number];
    };
  };
}

/** Decoded pixels of one frame, as the host's image loader gives them. */
export interface HostFrame {
  Rows: number;
  Columns: number;
  /** Interleaved, 8-bit; 1, 3 or 4 values a pixel. */
  data: Uint8Array;
}

/**
 * Reads frames of the clip in the first viewport out of the host's own image cache.
 *
 * @param frameIndices 0-based
 */
export async function readHostFrames(page: Page, frameIndices: number[]): Promise<HostFrame[]> {
  const frames: HostFrame[] = [];
  for (const index of frameIndices) {
    const frame = await page.evaluate(async (frameIndex) => {
      const { cornerstone } = window as unknown as HostWindow;
      const imageId = cornerstone.getEnabledElements()[0].viewport.getImageIds()[frameIndex];
      const image = await cornerstone.imageLoader.loadAndCacheImage(imageId);
      const bytes = image.getPixelData();
      let binary = '';
      for (let offset = 0; offset < bytes.length; offset += 0x8000) {
        binary += String.fromCharCode(...bytes.subarray(offset, offset + 0x8000));
      }
      return { Rows: image.rows, Columns: image.columns, base64: btoa(binary) };
    }, index);
    frames.push({
      Rows: frame.Rows,
      Columns: frame.Columns,
      data: new Uint8Array(Buffer.from(frame.base64, 'base64')),
    });
  }
  return frames;
}

/** Shows one frame (0-based) of the clip in the first viewport and waits until it is drawn. */
export async function showFrame(page: Page, frameIndex: number): Promise<void> {
  await page.evaluate(async (index) => {
    const { viewport } = (window as unknown as HostWindow).cornerstone.getEnabledElements()[0];
    await viewport.setImageIdIndex(index);
    viewport.render();
  }, frameIndex);
  await page.waitForTimeout(500);
}

/** Multiplies the first viewport's zoom and shifts its picture by a canvas vector in CSS pixels. */
export async function zoomAndPan(page: Page, zoom: number, pan: [number, number]): Promise<void> {
  await page.evaluate(
    ([factor, shift]) => {
      const { viewport } = (window as unknown as HostWindow).cornerstone.getEnabledElements()[0];
      viewport.setZoom(viewport.getZoom() * factor);
      viewport.setPan(shift);
      viewport.render();
    },
    [zoom, pan] as const,
  );
  await page.waitForTimeout(500);
}

/** Where image pixels lie on the page (CSS pixels), read from the host's own camera. */
export async function imageToPage(
  page: Page,
  points: [number, number][],
): Promise<[number, number][]> {
  return page.evaluate((imagePoints) => {
    const { cornerstone } = window as unknown as HostWindow;
    const { viewport } = cornerstone.getEnabledElements()[0] as unknown as {
      viewport: HostViewport & { worldToCanvas(p: number[]): [number, number] };
    };
    const imageId = viewport.getImageIds()[viewport.getCurrentImageIdIndex()];
    const box = viewport.element.getBoundingClientRect();
    return imagePoints.map((point) => {
      const world = cornerstone.utilities.imageToWorldCoords(imageId, point);
      const [x, y] = viewport.worldToCanvas(world);
      return [box.left + x, box.top + y] as [number, number];
    });
  }, points);
}
