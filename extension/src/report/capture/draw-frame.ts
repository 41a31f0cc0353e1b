import type { FramePixels } from '@echonet/models';
import { colourTable } from '../../saliency/colour-map';
import type { SaliencyStyle } from '../../saliency/settings';
import type { FrameSaliency } from '../../saliency/saliency-map-store';
import { drawSaliencyMap, saliencyCanvas } from '../../saliency/draw-saliency-map';
import { type DrawnMeasures, drawContours } from '../../contours/draw-contours';
import type { ContoursState } from '../../contours/state';
import { scaling } from '../../viewport/geometry';
import { imageOf } from './image-of';

export interface CaptureStyle {
  readonly look: SaliencyStyle;
  /** 0 to 1 */
  readonly opacity: number;
  /** Parts of the contours that are drawn, where a frame has any. */
  readonly parts: ContoursState['parts'];
  /** Lines burned in below the image, the first in bold. */
  readonly caption: readonly string[];
}

/** JPEG quality at which losses are not visible in an overlay. */
const jpegQuality = 0.92;

const margin = 4;

/** Draws the frames of a capture on one canvas. */
export class FrameDrawer {
  private readonly canvas = document.createElement('canvas');
  private readonly context: CanvasRenderingContext2D;
  private readonly fontSize: number;

  /** @throws Error if the browser has no 2-D canvas */
  constructor(
    private readonly Rows: number,
    private readonly Columns: number,
    private readonly style: CaptureStyle,
  ) {
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) {
      throw new Error('The browser cannot draw the overlay.');
    }
    this.context = context;
    this.fontSize = this.fittingFontSize();
    this.canvas.width = Columns;
    this.canvas.height = Rows + this.captionHeight;
  }

  /** Size with the caption, which lies below the image. */
  get size(): { readonly Rows: number; readonly Columns: number } {
    return { Rows: this.canvas.height, Columns: this.canvas.width };
  }

  /** Encodes one frame with its map, its contours if there are any, and the caption as JPEG. */
  async draw(
    pixels: FramePixels,
    saliency: FrameSaliency,
    contours?: DrawnMeasures,
  ): Promise<Uint8Array> {
    const { context, style } = this;
    context.fillStyle = '#000';
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.putImageData(imageOf(pixels), 0, 0);
    drawSaliencyMap(
      context,
      saliencyCanvas(saliency, style.look),
      saliency.prepared,
      scaling(1),
      style.opacity,
    );
    if (contours) {
      drawContours(context, contours, style.parts, scaling(1), 1);
    }
    this.drawCaption();
    const blob = await new Promise<Blob | null>((resolve) =>
      this.canvas.toBlob(resolve, 'image/jpeg', jpegQuality),
    );
    if (blob?.type !== 'image/jpeg') {
      throw new Error('The browser cannot make a JPEG of the overlay.');
    }
    return new Uint8Array(await blob.arrayBuffer());
  }

  private get captionHeight(): number {
    return 2 * margin + (this.style.caption.length + 1) * this.lineHeight;
  }

  private get lineHeight(): number {
    return Math.ceil(this.fontSize * 1.3);
  }

  /** The largest size at which the longest line fits the width, within limits. */
  private fittingFontSize(): number {
    const room = this.Columns - 2 * margin;
    for (let size = Math.max(10, Math.round(this.Columns / 36)); size > 7; size--) {
      this.context.font = font(size, true);
      const widths = this.style.caption.map((line) => this.context.measureText(line).width);
      if (Math.max(...widths) <= room) {
        return size;
      }
    }
    return 7;
  }

  private drawCaption(): void {
    const { context, fontSize, lineHeight, style } = this;
    context.textBaseline = 'top';
    context.fillStyle = '#fff';
    style.caption.forEach((line, index) => {
      context.font = font(fontSize, index === 0);
      context.fillText(line, margin, this.Rows + margin + index * lineHeight);
    });
    const top = this.Rows + margin + style.caption.length * lineHeight;
    context.font = font(fontSize, false);
    const [weak, strong] = ['weak', 'strong influence'];
    const weakWidth = context.measureText(weak).width;
    const strongWidth = context.measureText(strong).width;
    const left = 2 * margin + weakWidth;
    const right = this.Columns - 2 * margin - strongWidth;
    context.fillText(weak, margin, top);
    context.fillText(strong, right + margin, top);
    this.drawColourBar(left, top, Math.max(0, right - left), fontSize);
  }

  private drawColourBar(left: number, top: number, width: number, height: number): void {
    const { colourMap, threshold } = this.style.look;
    const colours = colourTable(colourMap);
    for (let x = 0; x < width; x++) {
      const displayValue = Math.round((255 * x) / Math.max(1, width - 1));
      if (displayValue < 255 * threshold) {
        continue;
      }
      const [r, g, b] = colours.subarray(4 * displayValue, 4 * displayValue + 3);
      this.context.fillStyle = `rgb(${r} ${g} ${b})`;
      this.context.fillRect(left + x, top, 1, height);
    }
  }
}

function font(size: number, isBold: boolean): string {
  return `${isBold ? 'bold ' : ''}${size}px Inter, Arial, sans-serif`;
}
