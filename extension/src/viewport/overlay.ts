import { type Clip, clipOf } from '../clips/clip';
import { drawContours, drawSecondContours, type DrawnMeasures } from '../contours/draw-contours';
import { orientationOf } from '../contours/control-place';
import { EditLayer } from '../contours/edit-layer';
import { drawnMeasures, editedView } from '../contours/edited-view';
import type { ClipContours } from '../contours/state';
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
import { cameraOf } from './camera';
import { ElementSize } from './element-size';
import { FrameImages } from './frame-images';
import { FrameMarks, markedFrames } from './frame-marks';
import { type Affine, compose, scaling } from './geometry';
import { ViewportEvents } from './viewport-events';

/**
 * Draws saliency map, contours and occlusion regions on a canvas above one viewport, with a colour bar.
 * The overlay takes no pointer events.
 */
export function mountOverlay(
  container: HTMLElement,
  props: ViewportProps,
  host: HostManagers,
  session: Session,
): Mounted<ViewportProps> {
  const overlay = new Overlay(container, props, host, session);
  session.countOverlay(1);
  return {
    update: (next) => overlay.update(next),
    unmount: () => {
      overlay.unmount();
      session.countOverlay(-1);
    },
  };
}

class Overlay {
  private readonly cornerstone: Cornerstone;
  private readonly canvas = document.createElement('canvas');
  private readonly legend = new Legend();
  private readonly frames: FrameImages;
  private readonly editLayer: EditLayer;
  private readonly frameMarks = new FrameMarks();
  private readonly events: ViewportEvents;
  private readonly size: ElementSize;
  private readonly unsubscribe: () => void;
  private clip: Clip | undefined;
  /** The last map in colour. */
  private drawn:
    { style: SaliencyStyle; map: FrameSaliency; canvas: HTMLCanvasElement } | undefined;
  private frameRequest: number | undefined;

  constructor(
    container: HTMLElement,
    private props: ViewportProps,
    host: HostManagers,
    private readonly session: Session,
  ) {
    this.cornerstone = hostCornerstone(host);
    this.frames = new FrameImages(this.cornerstone.imageLoader, this.requestDraw);
    this.canvas.className = 'echonet-overlay-canvas';
    this.canvas.setAttribute('aria-hidden', 'true');
    for (const [name, value] of Object.entries(testHooks('echonet-overlay-canvas'))) {
      this.canvas.setAttribute(name, value);
    }
    container.append(this.canvas, this.legend.element, this.frameMarks.element);
    this.editLayer = new EditLayer(container, session.contours.edits, this.requestDraw);
    this.size = new ElementSize(this.requestDraw);
    this.clip = shownClip(props);
    this.unsubscribe = session.store.subscribe(this.requestDraw);
    this.events = new ViewportEvents(
      this.cornerstone,
      host,
      () => this.props.viewportId,
      this.requestDraw,
    );
  }

  update(props: ViewportProps): void {
    this.props = props;
    this.clip = shownClip(props);
    this.events.attach();
    this.requestDraw();
  }

  unmount(): void {
    if (this.frameRequest !== undefined) {
      cancelAnimationFrame(this.frameRequest);
    }
    this.events.close();
    this.size.close();
    this.unsubscribe();
    this.drawn = undefined;
    this.canvas.remove();
    this.legend.element.remove();
    this.frameMarks.element.remove();
    this.editLayer.close();
  }

  /** One image causes several events; they are drawn once before the next paint. */
  private readonly requestDraw = (): void => {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = undefined;
      this.draw();
    });
  };

  private draw(): void {
    const { saliency } = this.session.store.get();
    const isAnythingShown =
      saliency.visible || this.regions().length > 0 || this.shownContours() !== undefined;
    const viewport = isAnythingShown ? this.events.viewport() : undefined;
    const map = viewport && saliency.visible ? this.mapOf(viewport) : undefined;
    const isSideBySide = saliency.visible && saliency.layout === 'sideBySide';
    const toCanvas = viewport && !isSideBySide ? this.cameraOf(viewport) : undefined;
    const contours = viewport && toCanvas ? this.contoursOf(viewport) : undefined;
    delete this.canvas.dataset.comparedFrame;
    const isDrawn =
      viewport !== undefined &&
      (isSideBySide
        ? this.drawSideBySide(viewport, map)
        : this.drawOverlay(viewport, toCanvas, map, contours));
    this.canvas.hidden = !isDrawn;
    if (!isDrawn) {
      this.legend.hide();
    }
    // After the canvas, whose drawing reads the layout.
    this.updateEditLayer(viewport, toCanvas);
    this.updateFrameMarks();
    if (viewport && saliency.visible && this.isUnread(viewport)) {
      this.legend.showNotAnalysed(stringsFor(this.session.language()));
    }
    const { dataset } = this.canvas;
    if (isDrawn && viewport && contours) {
      dataset.contourFrame = String(viewport.getCurrentImageIdIndex());
    } else {
      delete dataset.contourFrame;
    }
    if (isDrawn && map) {
      dataset.frameReady = 'true';
      dataset.frameIndex = String(map.frameIndex);
    } else {
      delete dataset.frameReady;
      delete dataset.frameIndex;
    }
  }

  /** Whether the network has not read the part of the clip that the frame on the screen belongs to. */
  private isUnread(viewport: HostViewport): boolean {
    const frame = viewport.getCurrentImageIdIndex();
    const uid = this.clip?.SOPInstanceUID ?? '';
    return this.session.saliency.isAnalysed(uid, frame) === false;
  }

  private regions(): readonly Region[] {
    const { occlusion } = this.session.store.get();
    return occlusion.regions.get(this.clip?.SOPInstanceUID ?? '') ?? [];
  }

  /** The clip's contours while contours are shown. */
  private shownContours(): ClipContours | undefined {
    const { contours } = this.session.store.get();
    return contours.visible ? contours.clips.get(this.clip?.SOPInstanceUID ?? '') : undefined;
  }

  /** Of the frame on the screen, with the contour that is being moved. */
  private contoursOf(viewport: HostViewport): DrawnMeasures | undefined {
    const frame = viewport.getCurrentImageIdIndex();
    const reading = this.shownContours()?.frames.at(frame)?.reading;
    return drawnMeasures(reading, this.editLayer.draftOf(frame));
  }

  /** Those of the second of two models that are compared. */
  private secondContoursOf(frame: number): DrawnMeasures | undefined {
    const { compared, visible } = this.session.store.get().contours;
    const isShown = visible && compared?.SOPInstanceUID === this.clip?.SOPInstanceUID;
    const reading = isShown ? compared?.contours?.frames.at(frame)?.reading : undefined;
    return reading && 'contours' in reading ? reading : undefined;
  }

  private updateEditLayer(viewport: HostViewport | undefined, toCanvas: Affine | undefined): void {
    const { clip } = this;
    const { contours: state, results } = this.session.store.get();
    const { isEditing, isCarried, editedStructure } = state;
    const result = results.get(clip?.SOPInstanceUID ?? '');
    const contours = isEditing ? this.shownContours() : undefined;
    const isUsed = viewport && toCanvas && clip?.header && contours;
    this.editLayer.update(
      isUsed
        ? editedView(contours, viewport.getCurrentImageIdIndex(), editedStructure, {
            ...{ clip, toCanvas, size: clip.header, isCarried },
            viewportHeight: this.size.of(viewport.element)[1],
            orientation: orientationOf(
              result?.view?.accepted === true,
              result?.prepared.sector.turn,
            ),
            strings: stringsFor(this.session.language()),
          })
        : undefined,
    );
  }

  private updateFrameMarks(): void {
    const contours = this.shownContours();
    const result = this.session.store.get().results.get(this.clip?.SOPInstanceUID ?? '');
    if (contours?.findings) {
      this.frameMarks.show(markedFrames(contours, result?.frameIndices));
    } else {
      this.frameMarks.hide();
    }
  }

  /** @returns whether there is a map, a contour or a region to draw */
  private drawOverlay(
    viewport: HostViewport,
    toCanvas: Affine | undefined,
    map: FrameSaliency | undefined,
    contours: DrawnMeasures | undefined,
  ): boolean {
    const regions = this.regions();
    const second = this.secondContoursOf(viewport.getCurrentImageIdIndex());
    const isNeeded =
      map !== undefined || contours !== undefined || second !== undefined || regions.length > 0;
    const context = toCanvas && isNeeded ? this.clearedContext(viewport.element) : undefined;
    if (!context || !toCanvas) {
      return false;
    }
    const state = this.session.store.get();
    const pixelRatio = window.devicePixelRatio;
    const toDevice = compose(scaling(pixelRatio), toCanvas);
    if (map) {
      const { opacity } = state.saliency;
      const canvas = this.canvasOf(map, state.saliency);
      drawSaliencyMap(context, canvas, map.prepared, toDevice, opacity);
      this.legend.show(state, stringsFor(this.session.language()));
    } else {
      this.legend.hide();
    }
    if (contours) {
      drawContours(context, contours, state.contours.parts, toDevice, pixelRatio);
    }
    if (second) {
      drawSecondContours(context, second, state.contours.parts, toDevice, pixelRatio);
      this.canvas.dataset.comparedFrame = String(viewport.getCurrentImageIdIndex());
    }
    drawRegions(context, regions, toDevice, pixelRatio);
    return true;
  }

  /** @returns whether the clip has a result to show */
  private drawSideBySide(viewport: HostViewport, map: FrameSaliency | undefined): boolean {
    const { clip } = this;
    const state = this.session.store.get();
    const prepared = clip && state.results.get(clip.SOPInstanceUID)?.prepared;
    const imageId = viewport.getCurrentImageId();
    const context = prepared && this.clearedContext(viewport.element);
    if (!clip?.header || !prepared || !imageId || !context) {
      return false;
    }
    const strings = stringsFor(this.session.language());
    const cells = arrangeFour(...this.size.of(viewport.element));
    drawSideBySide(context, cells, strings, {
      prepared,
      frame: this.frames.of(imageId, clip.header),
      saliencyMap: map && this.canvasOf(map, state.saliency),
      opacity: state.saliency.opacity,
      pixelRatio: window.devicePixelRatio,
    });
    this.legend.show(state, strings, cells[3]);
    return true;
  }

  private mapOf(viewport: HostViewport): FrameSaliency | undefined {
    return (
      this.clip &&
      this.session.saliency.forFrame(this.clip.SOPInstanceUID, viewport.getCurrentImageIdIndex())
    );
  }

  private cameraOf(viewport: HostViewport): Affine | undefined {
    const { clip, cornerstone } = this;
    return clip?.header && cameraOf(cornerstone, viewport, clip.header);
  }

  /** The canvas at the size of the viewport in device pixels, cleared. */
  private clearedContext(element: HTMLElement) {
    const [width, height] = this.size
      .of(element)
      .map((length) => Math.round(length * window.devicePixelRatio));
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext('2d');
    context?.clearRect(0, 0, width, height);
    return context;
  }

  /** The map in colour, redrawn only when map or style change. */
  private canvasOf(map: FrameSaliency, { colourMap, threshold }: SaliencyStyle): HTMLCanvasElement {
    const { drawn } = this;
    const isSame =
      drawn?.map.map === map.map &&
      drawn.style.colourMap === colourMap &&
      drawn.style.threshold === threshold;
    if (isSame) {
      return drawn.canvas;
    }
    const style = { colourMap, threshold };
    const canvas = saliencyCanvas(map, style);
    this.drawn = { style, map, canvas };
    return canvas;
  }
}

function shownClip({ displaySets }: ViewportProps): Clip | undefined {
  return displaySets[0] && clipOf(displaySets[0]);
}
