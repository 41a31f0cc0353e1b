import { type Clip, clipOf } from '../clips/clip';
import type { Cornerstone, HostManagers, HostViewport, ViewportProps } from '../host/contracts';
import { hostCornerstone } from '../host/cornerstone';
import type { Mounted } from '../host/react';
import { drawRegions } from '../occlusion/draw-regions';
import type { Region } from '../occlusion/state';
import { testHooks } from '../panel/test-hooks';
import { drawSaliencyMap, saliencyCanvas } from '../saliency/draw-saliency-map';
import { drawSideBySide } from '../saliency/draw-side-by-side';
import { Legend } from '../saliency/legend';
import type { FrameSaliency } from '../saliency/saliency-map-store';
import type { SaliencyStyle } from '../saliency/settings';
import type { Session } from '../session/session';
import { stringsFor } from '../strings';
import { arrangeFour } from './arrange';
import { FrameImages } from './frame-images';
import { type Affine, compose, imageToCanvas, isUsable, scaling } from './geometry';

/**
 * The saliency overlay of one viewport: a canvas above the host's own, drawn anew whenever the host
 * has drawn its image, and a colour bar. It never takes a click.
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
  private readonly legend = new Legend();
  private readonly frames: FrameImages;
  private readonly endSubscriptions: (() => void)[] = [];
  private clip: Clip | undefined;
  private element: HTMLDivElement | undefined;
  private image:
    { style: SaliencyStyle; map: FrameSaliency; canvas: HTMLCanvasElement } | undefined;
  private frameRequest: number | undefined;

  constructor(
    container: HTMLElement,
    private props: ViewportProps,
    private readonly host: HostManagers,
    private readonly session: Session,
  ) {
    this.cornerstone = hostCornerstone(host);
    this.frames = new FrameImages(this.cornerstone.imageLoader, this.requestDraw);
    this.canvas.className = 'echonet-overlay-canvas';
    this.canvas.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries(testHooks('echonet-overlay-canvas'))) {
      this.canvas.setAttribute(name, value);
    }
    container.append(this.canvas, this.legend.element);
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
    if (this.frameRequest !== undefined) {
      cancelAnimationFrame(this.frameRequest);
    }
    this.detach();
    for (const end of this.endSubscriptions) {
      end();
    }
    this.image = undefined;
    this.canvas.remove();
    this.legend.element.remove();
  }

  /** The host enables its element, and gives it images, after this is mounted. */
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
    if (!element || element === this.element) {
      return;
    }
    this.detach();
    this.element = element;
    for (const event of this.drawEvents) {
      element.addEventListener(event, this.requestDraw);
    }
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

  /** Several events belong to one image; all are answered by one drawing before the next paint. */
  private readonly requestDraw = (): void => {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = undefined;
      this.draw();
    });
  };

  private draw(): void {
    const { saliency } = this.session.store.get();
    const viewport = saliency.visible || this.regions().length > 0 ? this.viewport() : undefined;
    const map = viewport && saliency.visible ? this.saliencyOf(viewport) : undefined;
    const isBeside = saliency.visible && saliency.layout === 'sideBySide';
    const isDrawn =
      viewport !== undefined &&
      (isBeside ? this.drawBeside(viewport, map) : this.drawOver(viewport, map));
    this.canvas.hidden = !isDrawn;
    if (!isDrawn) {
      this.legend.hide();
    }
    const { dataset } = this.canvas;
    if (isDrawn && map) {
      dataset.frameReady = 'true';
      dataset.frameIndex = String(map.frameIndex);
    } else {
      delete dataset.frameReady;
      delete dataset.frameIndex;
    }
  }

  /** What the reader has occluded of the clip. */
  private regions(): readonly Region[] {
    const { occlusion } = this.session.store.get();
    return occlusion.regions.get(this.clip?.SOPInstanceUID ?? '') ?? [];
  }

  /** The map over the host's image, and what is occluded; @returns whether there is any. */
  private drawOver(viewport: HostViewport, map: FrameSaliency | undefined): boolean {
    const regions = this.regions();
    const isWanted = map !== undefined || regions.length > 0;
    const toCanvas = isWanted ? this.imageToCanvas(viewport) : undefined;
    const context = toCanvas && this.sizedContext(viewport.element);
    if (!context) {
      return false;
    }
    const state = this.session.store.get();
    const pixelRatio = window.devicePixelRatio;
    const toDevice = compose(scaling(pixelRatio), toCanvas);
    if (map) {
      const { opacity } = state.saliency;
      drawSaliencyMap(context, this.imageOf(map, state.saliency), map.prepared, toDevice, opacity);
      this.legend.show(state, stringsFor(this.session.language()));
    } else {
      this.legend.hide();
    }
    drawRegions(context, regions, toDevice, pixelRatio);
    return true;
  }

  /** Image, map and both instead of the host's image; @returns whether there is something to see. */
  private drawBeside(viewport: HostViewport, map: FrameSaliency | undefined): boolean {
    const { clip } = this;
    const state = this.session.store.get();
    const prepared = clip && state.results.get(clip.SOPInstanceUID)?.prepared;
    const imageId = viewport.getCurrentImageId();
    const context = prepared && this.sizedContext(viewport.element);
    if (!clip?.header || !prepared || !imageId || !context) {
      return false;
    }
    const strings = stringsFor(this.session.language());
    const { clientWidth, clientHeight } = viewport.element;
    const cells = arrangeFour(clientWidth, clientHeight);
    drawSideBySide(context, cells, strings, {
      prepared,
      frame: this.frames.of(imageId, clip.header),
      saliencyMap: map && this.imageOf(map, state.saliency),
      opacity: state.saliency.opacity,
      pixelRatio: window.devicePixelRatio,
    });
    this.legend.show(state, strings, cells[3]);
    return true;
  }

  private saliencyOf(viewport: HostViewport): FrameSaliency | undefined {
    return (
      this.clip &&
      this.session.saliency.forFrame(this.clip.SOPInstanceUID, viewport.getCurrentImageIdIndex())
    );
  }

  private imageToCanvas(viewport: HostViewport): Affine | undefined {
    const imageId = viewport.getCurrentImageId();
    const header = this.clip?.header;
    if (!imageId || !header) {
      return undefined;
    }
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
    if (!origin || !right || !down) {
      return undefined;
    }
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

  private imageOf(map: FrameSaliency, { colourMap, threshold }: SaliencyStyle): HTMLCanvasElement {
    const { image } = this;
    const isSame =
      image?.map.map === map.map &&
      image.style.colourMap === colourMap &&
      image.style.threshold === threshold;
    if (isSame) {
      return image.canvas;
    }
    const style = { colourMap, threshold };
    const canvas = saliencyCanvas(map, style);
    this.image = { style, map, canvas };
    return canvas;
  }
}

function shownClip({ displaySets }: ViewportProps): Clip | undefined {
  return displaySets[0] && clipOf(displaySets[0]);
}
