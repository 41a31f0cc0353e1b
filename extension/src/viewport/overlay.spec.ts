/** @jest-environment jsdom */

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { displaySetOf, imageOf, loaderWith } from '../clips/testing';
import type { HostManagers, ViewportProps } from '../host/contracts';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import type { Reply } from '../inference/protocol';
import { foundSegmentation } from '../contours/testing';
import type { SessionParts } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { mountOverlay } from './overlay';

/** Counts its listeners. */
class CountingTarget extends EventTarget {
  listenerCount = 0;
  override addEventListener(...parameters: Parameters<EventTarget['addEventListener']>) {
    this.listenerCount++;
    super.addEventListener(...parameters);
  }
  override removeEventListener(...parameters: Parameters<EventTarget['removeEventListener']>) {
    this.listenerCount--;
    super.removeEventListener(...parameters);
  }
}

const events = {
  ELEMENT_ENABLED: 'enabled',
  IMAGE_RENDERED: 'rendered',
  CAMERA_MODIFIED: 'camera',
  STACK_NEW_IMAGE: 'new-image',
};

function countingElement() {
  const element = Object.assign(document.createElement('div'), { listenerCount: 0 });
  const add = element.addEventListener.bind(element);
  const remove = element.removeEventListener.bind(element);
  element.addEventListener = (type: string, listener: EventListener) => {
    element.listenerCount++;
    add(type, listener);
  };
  element.removeEventListener = (type: string, listener: EventListener) => {
    element.listenerCount--;
    remove(type, listener);
  };
  return element;
}

function host() {
  const element = countingElement();
  Object.defineProperties(element, { clientWidth: { value: 300 }, clientHeight: { value: 200 } });
  const eventTarget = new CountingTarget();
  const state = { subscriptions: 0, frameIndex: 0, isEnabled: true };
  const viewport = {
    element,
    getCurrentImageIdIndex: () => state.frameIndex,
    getCurrentImageId: () => `frame:${state.frameIndex}`,
    worldToCanvas: ([x, y]: readonly number[]) => [2 * x + 10, 2 * y + 20],
  };
  const cornerstone = {
    eventTarget,
    Enums: { Events: events },
    imageLoader: loaderWith(() => undefined, imageOf),
    utilities: { imageToWorldCoords: (_id: string, [x, y]: number[]) => [x, y, 0] },
  };
  const managers = {
    servicesManager: {
      services: {
        cornerstoneViewportService: {
          EVENTS: { VIEWPORT_DATA_CHANGED: 'data' },
          getCornerstoneViewport: () => (state.isEnabled ? viewport : null),
          subscribe: () => {
            state.subscriptions++;
            return { unsubscribe: () => void state.subscriptions-- };
          },
        },
      },
    },
    extensionManager: {
      getModuleEntry: () => ({ exports: { getCornerstoneLibraries: () => ({ cornerstone }) } }),
    },
  } as unknown as HostManagers;
  return { managers, element, eventTarget, state };
}

const props: ViewportProps = { viewportId: 'default', displaySets: [displaySetOf(1)] };
const transforms: number[][] = [];
const captions: string[] = [];
const strokes = { count: 0 };

beforeEach(() => {
  transforms.length = 0;
  captions.length = 0;
  strokes.count = 0;
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    save() {},
    restore() {},
    beginPath() {},
    closePath() {},
    clip() {},
    lineTo() {},
    setLineDash() {},
    stroke: () => void strokes.count++,
    fillRect() {},
    fillText: (text: string) => void captions.push(text),
    canvas: { width: 300, height: 200 },
    clearRect() {},
    drawImage() {},
    putImageData() {},
    setTransform: (...numbers: number[]) => void transforms.push(numbers),
  } as never);
  globalThis.ImageData ??= class {} as never;
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

afterEach(() => void jest.restoreAllMocks());

const nextPaint = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function shownOverlay(
  worker = fakeWorker(),
  parts: Partial<SessionParts> = {},
  viewer = fakeViewer(),
) {
  const session = sessionOver(viewer, worker, parts);
  await session.models.load();
  await session.runs.start();
  const container = document.createElement('div');
  const fake = host();
  const overlay = mountOverlay(container, props, fake.managers, session);
  const canvas = container.querySelector('canvas')!;
  return { session, viewer, overlay, canvas, container, ...fake };
}

describe('the saliency overlay of a viewport', () => {
  it('draws nothing until saliency is shown', async () => {
    const { canvas, element } = await shownOverlay();
    element.dispatchEvent(new Event(events.IMAGE_RENDERED));
    await nextPaint();
    expect(canvas.hidden).toBe(true);
    expect(transforms).toEqual([]);
  });

  it('draws the map of the frame on the screen with the camera of the host', async () => {
    const { session, canvas } = await shownOverlay();
    session.saliency.toggle();
    await settled();
    await nextPaint();
    expect(canvas.hidden).toBe(false);
    expect(canvas.dataset).toMatchObject({ frameReady: 'true', frameIndex: '0' });
    expect([canvas.width, canvas.height]).toEqual([300, 200]);
    // The image's transform for the sector's outline, then that from 8 network pixels to 80 image pixels.
    expect(transforms.slice(-2)).toEqual([
      [2, 0, 0, 2, 10, 20],
      [20, 0, 0, 20, 10, 20],
    ]);
  });

  it('follows the cine to the nearest sampled frame', async () => {
    const { session, canvas, element, state } = await shownOverlay();
    session.saliency.toggle();
    await settled();
    state.frameIndex = 9;
    element.dispatchEvent(new Event(events.STACK_NEW_IMAGE));
    await nextPaint();
    expect(canvas.dataset.frameIndex).toBe('8');
  });

  it('says of a frame that no sampled one is near that it was not analysed', async () => {
    const longClip = fakeViewer([displaySetOf(1, { NumberOfFrames: 60 })]);
    const shown = await shownOverlay(fakeWorker(), {}, longClip);
    const { session, canvas, container, element, state } = shown;
    session.saliency.toggle();
    await settled();
    const last = session.store.get().results.get('1.2.3.1')!.frameIndices.at(-1)!;
    state.frameIndex = last + 5;
    element.dispatchEvent(new Event(events.STACK_NEW_IMAGE));
    await nextPaint();
    expect(canvas.dataset.frameIndex).toBeUndefined();
    const legend = container.querySelector('[data-testid="echonet-overlay-legend"]')!;
    expect(legend.textContent).toMatch(/^Frame not analysed: no attention map/);
  });

  it('shows network input, map and overlay side by side', async () => {
    let answer: (reply: Reply<'explainFrame'>) => void = () => {};
    const worker = fakeWorker({ explainFrame: () => new Promise((resolve) => (answer = resolve)) });
    const { session, canvas } = await shownOverlay(worker);
    session.saliency.setStyle({ layout: 'sideBySide' });
    session.saliency.toggle();
    await nextPaint();
    expect(captions.slice(-3)).toEqual([
      'Network input',
      'Attention map: not computed yet',
      'Overlay',
    ]);
    answer({ displayValues: new Uint8ClampedArray(64) });
    await settled();
    await nextPaint();
    expect(captions.slice(-3)).toEqual(['Network input', 'Attention map', 'Overlay']);
    expect(canvas.hidden).toBe(false);
    expect(canvas.dataset.frameReady).toBe('true');
  });

  it("uses the viewer's language", async () => {
    const { session, container, viewer } = await shownOverlay();
    viewer.shownLanguage = 'de';
    session.saliency.toggle();
    await settled();
    await nextPaint();
    expect(container.textContent).toMatch(
      /Ejektionsfraktion.*SmoothGrad, 10 Stichproben.*hoher Einfluss.*niedriger Einfluss/,
    );
  });

  it('disappears when saliency is hidden', async () => {
    const { session, canvas } = await shownOverlay();
    session.saliency.toggle();
    await settled();
    await nextPaint();
    session.saliency.toggle();
    await nextPaint();
    expect(canvas.hidden).toBe(true);
    expect(canvas.dataset.frameReady).toBeUndefined();
  });

  it('names the prediction that it explains', async () => {
    const { session, container } = await shownOverlay();
    session.saliency.toggle();
    await settled();
    await nextPaint();
    expect(container.textContent).toMatch(/Ejection fraction/);
    session.saliency.explainBy({ taskId: 'lead' });
    await settled();
    await nextPaint();
    expect(container.textContent).toMatch(/Pacing lead/);
  });

  it('draws the contours of the frame on the screen until they are switched off', async () => {
    const parts = { findSegmentationModel: () => Promise.resolve(foundSegmentation) };
    const { session, canvas, element, state } = await shownOverlay(fakeWorker(), parts);
    element.dispatchEvent(new Event(events.IMAGE_RENDERED));
    await nextPaint();
    expect(canvas.dataset.contourFrame).toBe('0');
    expect(canvas.dataset.frameReady).toBeUndefined();
    // The camera of the host.
    expect(transforms[0]).toEqual([2, 0, 0, 2, 10, 20]);
    // LV, axis and annulus, each with its casing.
    expect(strokes.count).toBe(6);
    state.frameIndex = 9;
    element.dispatchEvent(new Event(events.STACK_NEW_IMAGE));
    await nextPaint();
    expect(canvas.dataset.contourFrame).toBe('9');
    session.contours.show('atrium', true);
    await nextPaint();
    expect(strokes.count).toBe(6 + 6 + 8);
    session.contours.toggle();
    await nextPaint();
    expect([canvas.hidden, canvas.dataset.contourFrame]).toEqual([true, undefined]);
  });

  it('draws the contours of a second model on its clip alone', async () => {
    const parts = { findSegmentationModel: () => Promise.resolve(foundSegmentation) };
    const { session, canvas } = await shownOverlay(fakeWorker(), parts);
    const { contours } = session.store.get();
    const [[uid, found]] = contours.clips;
    const compare = (SOPInstanceUID: string) =>
      session.store.set({
        contours: {
          ...contours,
          compared: { SOPInstanceUID, other: foundSegmentation, contours: found },
        },
      });
    await nextPaint();
    const before = strokes.count;
    compare(uid);
    await nextPaint();
    // The LV with its casing, above those of the first model.
    expect(strokes.count - before).toBe(6 + 2);
    expect(canvas.dataset.comparedFrame).toBe('0');
    compare('another clip');
    await nextPaint();
    expect(strokes.count - before).toBe(6 + 2 + 6);
    expect(canvas.dataset.comparedFrame).toBeUndefined();
  });

  it('draws contours above a saliency map, and none side by side', async () => {
    const parts = { findSegmentationModel: () => Promise.resolve(foundSegmentation) };
    const { session, canvas } = await shownOverlay(fakeWorker(), parts);
    session.saliency.toggle();
    await settled();
    await nextPaint();
    expect(canvas.dataset).toMatchObject({ frameReady: 'true', contourFrame: '0' });
    session.saliency.setStyle({ layout: 'sideBySide' });
    await nextPaint();
    expect(canvas.dataset.contourFrame).toBeUndefined();
    expect(canvas.hidden).toBe(false);
  });

  it('waits for a viewport that the host enables later', async () => {
    const session = sessionOver(fakeViewer());
    const fake = host();
    fake.state.isEnabled = false;
    mountOverlay(document.createElement('div'), props, fake.managers, session);
    expect(fake.element.listenerCount).toBe(0);
    fake.state.isEnabled = true;
    fake.eventTarget.dispatchEvent(new Event(events.ELEMENT_ENABLED));
    expect(fake.element.listenerCount).toBe(3);
  });

  it('removes its listeners and elements', async () => {
    const { overlay, container, element, eventTarget, state } = await shownOverlay();
    overlay.unmount();
    expect(element.listenerCount).toBe(0);
    expect(eventTarget.listenerCount).toBe(0);
    expect(state.subscriptions).toBe(0);
    expect(container.childElementCount).toBe(0);
  });
});
