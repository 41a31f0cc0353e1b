import sharp, { type OverlayOptions } from 'sharp';
import { pixelMap, prepareImage } from '@echonet/models/image';
import { isMeasured, type FrameReading, type HeartStructure } from '@echonet/models/measures';
import { escapeMarkup } from '../../evaluation/escape-markup';
import type { SegmentedFile } from './segment-file';

const side = 224;
const gap = 4;
const columns = 6;
const mostCellsOfClip = 12;

/** Of a sheet; clips beyond are left out. */
export const mostCellsOfSheet = 360;

/** In the order of drawing: the border that the LV shares with its wall is the LV's. */
const colours: Readonly<Record<HeartStructure, string>> = {
  LVWall: '#5ad1ff',
  RV: '#8cf58c',
  RA: '#c79bff',
  LA: '#ff7aa8',
  LV: '#ffe14d',
};
const drawn = Object.keys(colours) as HeartStructure[];

/** Up to 12 frames of a clip, evenly spread over it, with contours drawn. @returns PNG of each */
export async function clipCells(name: string, clip: SegmentedFile): Promise<Buffer[]> {
  const { images, sector, frames } = clip;
  const count = Math.min(mostCellsOfClip, frames.length);
  const cells: Buffer[] = [];
  for (let cell = 0; cell < count; cell++) {
    const index = Math.floor(((cell + 0.5) * frames.length) / count);
    const format = { size: side, channels: 1 };
    const { data } = prepareImage(await images.frame(index), sector, format);
    const grey = Uint8Array.from(data, (value) => Math.round(value * 255));
    const drawing = drawingOf(clip, frames[index].reading, `${name} ${index}`);
    const input = await sharp(grey, { raw: { width: side, height: side, channels: 1 } })
      .toColourspace('srgb')
      .png()
      .toBuffer();
    cells.push(
      await sharp(input)
        .composite([{ input: Buffer.from(drawing) }])
        .png()
        .toBuffer(),
    );
  }
  return cells;
}

function drawingOf({ sector }: SegmentedFile, reading: FrameReading, title: string): string {
  const { toNetwork } = pixelMap(sector, side);
  const contours = isMeasured(reading) ? reading.contours : {};
  const paths = drawn.flatMap((name) => {
    const { outline, holes } = contours[name] ?? { outline: [], holes: [] };
    return [outline, ...holes].map((ring) => {
      const points = ring.map(({ x, y }) => {
        const point = toNetwork(x, y);
        return `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
      });
      return `<polygon points="${points.join(' ')}" fill="none" stroke="${colours[name]}" stroke-width="1.2"/>`;
    });
  });
  const text = `<text x="3" y="10" font-size="9" font-family="sans-serif" fill="#fff">${escapeMarkup(title)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${paths.join('')}${text}</svg>`;
}

/** Arranges the cells of clips; a clip of several begins a row. @returns PNG */
export async function contactSheet(clips: readonly (readonly Buffer[])[]): Promise<Buffer> {
  const cells: OverlayOptions[] = [];
  let place = 0;
  for (const clip of clips) {
    const start = clip.length > 1 ? Math.ceil(place / columns) * columns : place;
    if (start + clip.length > mostCellsOfSheet) {
      break;
    }
    clip.forEach((input, i) => {
      const [column, row] = [(start + i) % columns, Math.floor((start + i) / columns)];
      cells.push({ input, left: gap + column * (side + gap), top: gap + row * (side + gap) });
    });
    place = start + clip.length;
  }
  return sharp({
    create: {
      width: gap + columns * (side + gap),
      height: gap + Math.ceil(place / columns) * (side + gap),
      channels: 3,
      background: '#333',
    },
  })
    .composite(cells)
    .png()
    .toBuffer();
}
