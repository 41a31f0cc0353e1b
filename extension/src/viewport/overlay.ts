import { clipOf } from '../clips/clip';
import type { Clip } from '../clips/clip';
import { hostCornerstone } from '../host/cornerstone';
import type { Cornerstone, HostManagers, HostViewport, ViewportProps } from '../host/contracts';
import type { Mounted } from '../host/react';
import { testHooks } from '../panel/test-hooks';
import { heatGradient } from '../saliency/colour-map';
import { saliencyTaskId } from '../session/state';
import type { Heat, Session } from '../session/session';
import { drawHeat, heatPicture } from './draw-heat';
import { imageToCanvas, isUsable } from './geometry';
import type { Affine } from './geometry';

/**
 * The saliency overlay of one viewport: a canvas above the host's own, drawn anew whenever the host
 * has drawn its picture, and a colour bar. It never takes a click.
 */
export function mountOverlay(
  container: HTMLElement,
  props: ViewportProps,
  host: HostManagers,
  session: Session,
): Mounted<ViewportProps> {
  const overlay = new Overlay(container, props, host, session);
  return {
    update: (next) => overlay.update(next),
    unmount: () => overlay.unmount(),
  };
}

class Overlay {
  private readonly cornerstone: Cornerstone;
  private readonly canvas = document.createElement('canvas');
  private readonly legend = document.createElement('div');
  private readonly endSubscriptions: (() => void)[] = [];
  private clip: Clip | undefined;
  private element: HTMLDivElement | undefined;
  private picture: { heat: Heat; canvas: HTMLCanvasElement } | undefined;
  private frameRequest: number | undefined;

  constructor(
    container: HTMLElement,
    private props: ViewportProps,
    private readonly host: HostManagers,
    private readonly session: Session,
  ) {
    this.cornerstone = hostCornerstone(host);
    this.canvas.className = 'echonet-overlay-canvas';
    this.canvas.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries(testHooks('echonet-overlay-canvas'))) {
      this.canvas.setAttribute(name, value);
    }
    this.legend.className = 'echonet-overlay-legend';
    container.append(this.canvas, this.legend);
    this.clip = shownClip(props);
    this.endSubscriptions.push(session.store.subscribe(() => this.requestDraw()));
    this.listenForViewport();
    this.attach();
  }

  update(props: ViewportProps): void {
    this.props = props;
    this.clip = shownClip(props);
    this.attach();
    this.requestDraw();
  }

  unmount(): void {
    if (this.frameRequest !== undefined) cancelAnimationFrame(this.frameRequest);
    this.detach();
    for (const end of this.endSubscriptions) end();
    this.picture = undefined;
    this.canvas.remove();
    this.legend.remove();
  }

  /** The host enables its element, and gives it pictures, after this is mounted. */
  private listenForViewport(): void {
    const { eventTarget, Enums } = this.cornerstone;
    const attach = () => {
      this.attach();
      this.requestDraw();
    };
    eventTarget.addEventListener(Enums.Events.ELEMENT_ENABLED, attach);
    this.endSubscriptions.push(() =>
      eventTarget.removeEventListener(Enums.Events.ELEMENT_ENABLED, attach),
    );
    const { cornerstoneViewportService } = this.host.servicesManager.services;
    const subscription = cornerstoneViewportService.subscribe(
      cornerstoneViewportService.EVENTS.VIEWPORT_DATA_CHANGED,
      attach,
    );
    this.endSubscriptions.push(() => subscription.unsubscribe());
  }

  private get drawEvents(): string[] {
    const { IMAGE_RENDERED, CAMERA_MODIFIED, STACK_NEW_IMAGE } = this.cornerstone.Enums.Events;
    return [IMAGE_RENDERED, CAMERA_MODIFIED, STACK_NEW_IMAGE];
  }

  private attach(): void {
    const element = this.viewport()?.element;
    if (!element || element === this.element) return;
    this.detach();
    this.element = element;
    for (const event of this.drawEvents) element.addEventListener(event, this.requestDraw);
  }

  private detach(): void {
    for (const event of this.drawEvents) {
      this.element?.removeEventListener(event, this.requestDraw);
    }
    this.element = undefined;
  }

  private viewport(): HostViewport | undefined {
    const { cornerstoneViewportService } = this.host.servicesManager.services;
    return cornerstoneViewportService.getCornerstoneViewport(this.props.viewportId) ?? undefined;
  }

  /** Several events belong to one picture; all are answered by one drawing before the next paint. */
  private readonly requestDraw = (): void => {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = undefined;
      this.draw();
    });
  };

  private draw(): void {
    const { saliency } = this.session.store.get();
    const viewport = saliency.visible ? this.viewport() : undefined;
    const heat = viewport && this.heatOf(viewport);
    const toCanvas = heat && viewport && this.imageToCanvas(viewport);
    this.showLegend(heat !== undefined);
    this.canvas.hidden = !heat || !toCanvas;
    if (!heat || !toCanvas || !viewport) {
      delete this.canvas.dataset.frameReady;
      delete this.canvas.dataset.frameIndex;
      return;
    }
    const context = this.sizedContext(viewport.element);
    if (!context) return;
    drawHeat(context, this.pictureOf(heat), heat, toCanvas, {
      pixelRatio: window.devicePixelRatio,
      opacity: saliency.opacity,
    });
    this.canvas.dataset.frameReady = 'true';
    this.canvas.dataset.frameIndex = String(heat.frameIndex);
  }

  private heatOf(viewport: HostViewport): Heat | undefined {
    return (
      this.clip && this.session.heatFor(this.clip.SOPInstanceUID, viewport.getCurrentImageIdIndex())
    );
  }

  private imageToCanvas(viewport: HostViewport): Affine | undefined {
    const imageId = viewport.getCurrentImageId();
    const header = this.clip?.header;
    if (!imageId || !header) return undefined;
    const { Columns, Rows } = header;
    const corners = (
      [
        [0, 0],
        [Columns, 0],
        [0, Rows],
      ] as [number, number][]
    ).map((corner) => {
      const world = this.cornerstone.utilities.imageToWorldCoords(imageId, corner);
      return world && viewport.worldToCanvas(world);
    });
    const [origin, right, down] = corners;
    if (!origin || !right || !down) return undefined;
    const affine = imageToCanvas(Columns, Rows, origin, right, down);
    return isUsable(affine) ? affine : undefined;
  }

  /** The canvas at the size of the host's, emptied. */
  private sizedContext({ clientWidth, clientHeight }: HTMLElement) {
    const width = Math.round(clientWidth * window.devicePixelRatio);
    const height = Math.round(clientHeight * window.devicePixelRatio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext('2d');
    context?.clearRect(0, 0, width, height);
    return context;
  }

  private pictureOf(heat: Heat): HTMLCanvasElement {
    if (this.picture?.heat.map !== heat.map) this.picture = { heat, canvas: heatPicture(heat) };
    return this.picture.canvas;
  }

  private showLegend(isShown: boolean): void {
    this.legend.hidden = !isShown;
    if (!isShown) return;
    const state = this.session.store.get();
    const taskId = saliencyTaskId(state);
    if (this.legend.dataset.task === taskId) return;
    this.legend.dataset.task = taskId;
    const task =
      state.model.phase === 'ready' &&
      state.model.manifest.tasks.find((candidate) => candidate.id === taskId);
    const bar = document.createElement('div');
    bar.className = 'echonet-overlay-bar';
    bar.style.background = heatGradient();
    this.legend.replaceChildren(
      line('echonet-overlay-title', task ? task.name : ''),
      line('', 'strong influence'),
      bar,
      line('', 'weak'),
    );
  }
}

function shownClip({ displaySets }: ViewportProps): Clip | undefined {
  return displaySets[0] && clipOf(displaySets[0]);
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}
