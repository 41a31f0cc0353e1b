import { lineStyles } from '@echonet/ohif-extension/automatic-report';
import {
  drawLine,
  lineHeight,
  textScale,
  textWidth,
  writeText,
  type Colour,
} from '@echonet/phantom/drawing';
import type { MomentContour } from '../clip/clip-reading';
import type { RgbImage } from './sector-image';

const white: Colour = [255, 255, 255];
const margin = 4;

/**
 * A frame with contours drawn into it and lines of text below, in capitals.
 *
 * @returns as wide as the frame, or wider where the text needs it
 */
export function contourImage(
  frame: RgbImage,
  contours: readonly Pick<MomentContour, 'structure' | 'outline'>[],
  caption: readonly string[],
): RgbImage {
  const scale = textScale(frame.Rows);
  const widest = Math.max(...caption.map((line) => textWidth(line, scale)));
  const Columns = Math.max(frame.Columns, widest + 2 * margin);
  const lineStep = lineHeight * scale;
  const Rows = frame.Rows + caption.length * lineStep + 2 * margin;
  const screen = {
    Rows,
    Columns,
    samplesPerPixel: 3 as const,
    data: new Uint8Array(3 * Rows * Columns),
  };
  for (let y = 0; y < frame.Rows; y++) {
    const from = 3 * y * frame.Columns;
    screen.data.set(frame.data.subarray(from, from + 3 * frame.Columns), 3 * y * Columns);
  }
  for (const { structure, outline } of contours) {
    const colour = rgbOfHex(lineStyles[structure].colour);
    outline.forEach(({ x, y }, i) => {
      const next = outline[(i + 1) % outline.length];
      for (const [right, down] of pen(scale)) {
        // Continuous coordinates: the centre of the first pixel lies at 0.5.
        const [dx, dy] = [right - 0.5, down - 0.5];
        drawLine(screen, [x + dx, y + dy], [next.x + dx, next.y + dy], colour);
      }
    });
  }
  caption.forEach((line, i) =>
    writeText(screen, line, [margin, frame.Rows + margin + i * lineStep], white, scale),
  );
  return { Rows, Columns, data: screen.data };
}

/** Places of a square pen, pixels. */
function pen(width: number): (readonly [right: number, down: number])[] {
  const steps = Array.from({ length: width }, (_, i) => i);
  return steps.flatMap((down) => steps.map((right) => [right, down] as const));
}

function rgbOfHex(hex: string): Colour {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
