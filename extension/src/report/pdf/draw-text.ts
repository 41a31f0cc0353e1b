import type { TextImage } from './write-pdf';

/** Pixels of the font size: 600 per inch at 9.6 points. */
const pixels = 80;

/** Draws a text in the browser's fonts, black on transparent; undefined without a canvas. */
export function drawText(text: string, isBold: boolean): TextImage | undefined {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) {
    return undefined;
  }
  const font = `${isBold ? 'bold ' : ''}${pixels}px Arial, "Noto Sans", "Noto Sans CJK JP", sans-serif`;
  context.font = font;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(fontBoundingBoxAscent + fontBoundingBoxDescent));
  // A canvas forgets its state with a new size.
  context.font = font;
  context.fillText(text, 0, fontBoundingBoxAscent);
  return {
    png: canvas.toDataURL('image/png'),
    width: canvas.width / pixels,
    height: canvas.height / pixels,
    ascent: fontBoundingBoxAscent / pixels,
  };
}
