import type { Page } from '@playwright/test';
import { quantile } from 'd3-array';
import { playHostCine } from '../../support/ohif-page';

interface TimedWindow {
  /** Time that the plugin took in each animation frame, ms, by the frame's own time. */
  drawingMs?: Map<number, number>;
}

/** Of the page's main thread, a frame drawn. */
export interface DrawingTime {
  readonly frames: number;
  readonly medianMs: number;
  /** Of nineteen in twenty frames at most. */
  readonly p95Ms: number;
}

/** Times the plugin's animation frame callbacks, which draw; call it before the page opens. */
export async function timeDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      const isOfPlugin = new Error().stack?.includes('/plugins/echonet/') === true;
      if (!isOfPlugin) {
        return request(callback);
      }
      return request((time) => {
        const start = performance.now();
        callback(time);
        const { drawingMs } = window as TimedWindow;
        drawingMs?.set(time, (drawingMs.get(time) ?? 0) + performance.now() - start);
      });
    };
  });
}

/** Plays the clip, and times what the plugin draws above each frame. @throws Error when it draws nothing */
export async function drawingTime(
  page: Page,
  framesPerSecond: number,
  durationMs: number,
): Promise<DrawingTime> {
  await playHostCine(page, framesPerSecond);
  const times = await page.evaluate(async (duration) => {
    const scope = window as TimedWindow;
    const drawingMs = new Map<number, number>();
    scope.drawingMs = drawingMs;
    await new Promise((resolve) => setTimeout(resolve, duration));
    delete scope.drawingMs;
    return [...drawingMs.values()];
  }, durationMs);
  const [medianMs, p95Ms] = [quantile(times, 0.5), quantile(times, 0.95)];
  if (medianMs === undefined || p95Ms === undefined) {
    throw new Error('Nothing was drawn while the clip played.');
  }
  return { frames: times.length, medianMs, p95Ms };
}
