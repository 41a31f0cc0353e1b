import { expect, type Locator, type Page } from '@playwright/test';

/** Part of the cornerstone that OHIF leaves on `window`. */
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
  setPan(pan: [number, number]): void;
  setCamera(camera: { flipHorizontal: boolean }): void;
  setViewPresentation(presentation: { rotation: number }): void;
  resetCamera(): boolean;
  render(): void;
}

interface HostWindow {
  services: {
    cineService: {
      setIsCineEnabled(isEnabled: boolean): void;
      setCine(cine: { id: string; isPlaying: boolean; frameRate: number }): void;
    };
    viewportGridService: { getActiveViewportId(): string };
  };
  cornerstoneTools: {
    utilities: {
      cine: { playClip(element: HTMLElement, options: { framesPerSecond: number }): void };
    };
  };
  cornerstone: HostCornerstone & {
    getEnabledElements(): { viewport: HostViewport }[];
    utilities: {
      imageToWorldCoords(imageId: string, point: [number, number]): [number, number, number];
    };
  };
}

/** Decoded pixels of one frame, as cornerstone's image loader returns them. */
export interface HostFrame {
  Rows: number;
  Columns: number;
  /** 8-bit, interleaved; 1, 3 or 4 samples a pixel. */
  data: Uint8Array;
}

/**
 * Reads frames of the clip in the first viewport from cornerstone's image cache.
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

/** Shows a frame (0-based) of the clip in the first viewport and leaves half a second to draw it. */
export async function showFrame(page: Page, frameIndex: number): Promise<void> {
  await page.evaluate(async (index) => {
    const { viewport } = (window as unknown as HostWindow).cornerstone.getEnabledElements()[0];
    await viewport.setImageIdIndex(index);
    viewport.render();
  }, frameIndex);
  await page.waitForTimeout(500);
}

/** The 0-based frame that the first viewport shows. */
export function shownFrame(page: Page): Promise<number> {
  return page.evaluate(() =>
    (window as unknown as HostWindow).cornerstone
      .getEnabledElements()[0]
      .viewport.getCurrentImageIdIndex(),
  );
}

export interface ViewChange {
  /** Factor on the current zoom. */
  readonly zoom?: number;
  /** CSS pixels. */
  readonly pan?: [number, number];
  readonly flipHorizontal?: boolean;
  /** Degrees. */
  readonly rotation?: number;
}

/** Changes or resets the camera of the first viewport. */
export async function changeView(page: Page, change: ViewChange | 'reset'): Promise<void> {
  await page.evaluate((wanted) => {
    const { viewport } = (window as unknown as HostWindow).cornerstone.getEnabledElements()[0];
    if (wanted === 'reset') {
      viewport.setCamera({ flipHorizontal: false });
      viewport.setViewPresentation({ rotation: 0 });
      viewport.resetCamera();
    } else {
      if (wanted.zoom) {
        viewport.setZoom(viewport.getZoom() * wanted.zoom);
      }
      if (wanted.pan) {
        viewport.setPan(wanted.pan);
      }
      if (wanted.flipHorizontal) {
        viewport.setCamera({ flipHorizontal: true });
      }
      if (wanted.rotation) {
        viewport.setViewPresentation({ rotation: wanted.rotation });
      }
    }
    viewport.render();
  }, change);
  await page.waitForTimeout(500);
}

/** Maps image points (column, row) to the page in CSS pixels, by the camera of the first viewport. */
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

export async function playCine(page: Page, framesPerSecond: number): Promise<void> {
  await page.evaluate((rate) => {
    const { cornerstone, cornerstoneTools } = window as unknown as HostWindow;
    const { element } = cornerstone.getEnabledElements()[0].viewport;
    cornerstoneTools.utilities.cine.playClip(element, { framesPerSecond: rate });
  }, framesPerSecond);
}

/** Plays as the host's own cine button does. */
export async function playHostCine(page: Page, framesPerSecond: number): Promise<void> {
  await page.evaluate((frameRate) => {
    const { cineService, viewportGridService } = (window as unknown as HostWindow).services;
    cineService.setIsCineEnabled(true);
    cineService.setCine({
      id: viewportGridService.getActiveViewportId(),
      isPlaying: true,
      frameRate,
    });
  }, framesPerSecond);
}

/** Counts the different frames that the first viewport draws in the next `durationMs`. */
export function framesShownDuring(page: Page, durationMs: number): Promise<number> {
  return page.evaluate(async (duration) => {
    const { viewport } = (window as unknown as HostWindow).cornerstone.getEnabledElements()[0];
    const shown = new Set<number>();
    const onRendered = (): number => shown.add(viewport.getCurrentImageIdIndex()).size;
    viewport.element.addEventListener('CORNERSTONE_IMAGE_RENDERED', onRendered);
    await new Promise((resolve) => setTimeout(resolve, duration));
    viewport.element.removeEventListener('CORNERSTONE_IMAGE_RENDERED', onRendered);
    return shown.size;
  }, durationMs);
}

/** Divides the screen into a grid of viewports by the toolbar. */
export async function chooseLayout(page: Page, columns: number, rows: number): Promise<void> {
  await page.locator('[data-cy="Layout"]').click();
  await page.locator(`[data-cy="Layout-${columns - 1}-${rows - 1}"]`).click();
  await expect(page.locator('.cornerstone-viewport-element')).toHaveCount(columns * rows);
  await page.waitForTimeout(1000);
}

/** Opens OHIF's dialog of language and hotkeys. */
export async function openPreferences(page: Page): Promise<Locator> {
  // The button of OHIF's menu has no accessible name.
  await page.locator('.flex-shrink-0 > button[aria-haspopup="menu"]').first().click();
  await page.getByRole('menuitem', { name: 'Preferences' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}
