import type { TextImage } from './write-pdf';

/** Pixels of the font size: 600 per inch at 9.6 points. */
const pixels = 80;

/** No character: what a browser draws for it is what it draws for all that it has no font for. */
const unassigned = '\u0378';

/**
 * Draws a text in the browser's fonts, black on transparent; undefined without a canvas, and where no font
 * of the computer has one of its characters.
 */
export function drawText(text: string, isBold: boolean): TextImage | undefined {
  const font = `${isBold ? 'bold ' : ''}${pixels}px Arial, "Noto Sans", "Noto Sans CJK JP", sans-serif`;
  const missing = draw(unassigned, font)?.png;
  const isMissing = [...new Set(text)].some(
    (character) => character.trim() !== '' && draw(character, font)?.png === missing,
  );
  return isMissing ? undefined : draw(text, font);
}

function draw(text: string, font: string): TextImage | undefined {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) {
    return undefined;
  }
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
