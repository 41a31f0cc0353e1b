import { lineStyles } from '../../contours/styles';
import { layOutCurve } from './layout-curve';
import type { MeasureText, PageItem } from './page-items';
import { colours, contentWidth, leading, margin, smallSize } from './page-style';
import type { Figure, ImageFigure } from './report-document';
import { wrapText } from './wrap-text';

const gap = 12;
const tallest = 190;

/** Figures beside each other over the width of a page, captions below. */
export interface FigureRow {
  /** In points. */
  readonly height: number;
  itemsAt(y: number): PageItem[];
}

export function figureRow(figures: readonly Figure[], measure: MeasureText): FigureRow {
  const columns = Math.max(2, figures.length);
  const width = (contentWidth - (columns - 1) * gap) / columns;
  const captions = figures.map(({ caption }) =>
    wrapText([{ text: caption, tone: 'muted' }], { width, size: smallSize, measure }),
  );
  const sizes = figures.map((figure) => sizeOf(figure, width));
  const height = Math.max(...sizes.map((size) => size.height));
  const captionHeight = Math.max(...captions.map((of) => of.length)) * smallSize * leading;
  return {
    height: height + captionHeight + 8,
    itemsAt: (y) =>
      figures.flatMap((figure, column) => {
        const x = margin.left + column * (width + gap);
        const below = y + height + 3;
        return [
          ...itemsOf(figure, { ...sizes[column], x, y }, measure),
          ...captions[column].flatMap((line, index) =>
            line.map((part): PageItem => ({
              kind: 'text',
              text: part.text,
              x: x + part.x,
              y: below + smallSize * (1 + index * leading),
              size: smallSize,
              isBold: false,
              colour: colours.muted,
            })),
          ),
        ];
      }),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function sizeOf(figure: Figure, width: number): { width: number; height: number } {
  if (figure.kind === 'curve') {
    return { width, height: Math.min(tallest, 0.8 * width) };
  }
  const scale = Math.min(width / figure.width, tallest / figure.height);
  return { width: scale * figure.width, height: scale * figure.height };
}

function itemsOf(figure: Figure, box: Box, measure: MeasureText): PageItem[] {
  return figure.kind === 'curve'
    ? layOutCurve(figure, box, measure)
    : [{ kind: 'image', jpeg: figure.jpeg, ...box }, ...outlinesOf(figure, box)];
}

/** Dashes tell the structures apart without colour, as in the viewer. */
function outlinesOf({ outlines, width }: ImageFigure, box: Box): PageItem[] {
  const scale = box.width / width;
  return outlines.map(({ points, structure }) => {
    const { colour, dash = [] } = lineStyles[structure];
    return {
      kind: 'line',
      points: points.map(({ x, y }) => ({ x: box.x + scale * x, y: box.y + scale * y })),
      isClosed: true,
      colour,
      width: 1.1,
      dash,
    };
  });
}
