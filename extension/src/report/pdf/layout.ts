import { layOutCurve } from './layout-curve';
import { type MeasureText, type Page, type PageItem, paper } from './page-items';
import type { Block, Figure, ImageFigure, ReportDocument, TextRun, Tone } from './report-document';
import { lineStyles } from '../../contours/styles';
import { wrapText } from './wrap-text';

const margin = { left: 48, right: 48, top: 44, bottom: 62 } as const;
const contentWidth = paper.width - margin.left - margin.right;
const floor = paper.height - margin.bottom;

const textSize = 9.5;
const smallSize = 8;
const leading = 1.32;
const cellPadding = 4;
const figureGap = 12;
const tallestFigure = 190;

/** Readable on white and in a copy without colours; the same hues as in the panel. */
export const colours: Readonly<Record<Tone, string>> = {
  plain: '#1a1a1a',
  muted: '#5f5f5f',
  mild: '#8a5a00',
  moderate: '#a03c00',
  severe: '#a4001d',
};

const accent = '#0b4f7a';
const hairline = '#c4c9ce';
const shade = '#eef2f5';

/** Places a report on pages. The same document and measures give the same pages. */
export function layOut(document: ReportDocument, measure: MeasureText): Page[] {
  const flow = new PageFlow(measure);
  flow.title(document);
  for (const block of document.blocks) {
    placeBlock(flow, block);
  }
  return flow.pages.map((items, index) => [
    ...items,
    ...footer(document, document.onPage(index + 1, flow.pages.length), measure),
  ]);
}

function placeBlock(flow: PageFlow, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return flow.heading(block.text);
    case 'paragraph':
      return flow.paragraph(block.runs, block.isSmall ? smallSize : textSize);
    case 'fields':
      return flow.fields(block.fields);
    case 'table':
      return flow.table(block);
    case 'figures':
      return flow.figures(block.figures);
  }
}

/** Lines of names at the foot of a page; the fields of the first page have them in full. */
const footLines = 2;

/** Fills pages from top to bottom. */
class PageFlow {
  readonly pages: PageItem[][] = [[]];
  private y: number = margin.top;

  constructor(private readonly measure: MeasureText) {}

  title({ title, badge }: ReportDocument): void {
    const badgeWidth = this.measure(badge, textSize, true) + 2 * cellPadding;
    const lines = this.wrap([{ text: title, isBold: true }], contentWidth - badgeWidth - 12, 17);
    this.add({
      kind: 'rectangle',
      x: margin.left + contentWidth - badgeWidth,
      y: this.y + 1,
      width: badgeWidth,
      height: 16,
      colour: colours.severe,
    });
    this.text(badge, {
      x: margin.left + contentWidth - badgeWidth + cellPadding,
      y: this.y + 12.5,
      isBold: true,
      colour: '#ffffff',
    });
    for (const line of lines) {
      this.reserve(21);
      this.y += 17;
      line.forEach(({ text, x }) =>
        this.text(text, {
          x: margin.left + x,
          y: this.y - 3,
          size: 17,
          isBold: true,
          colour: accent,
        }),
      );
      this.y += 4;
    }
    this.rule(accent, 1.2);
    this.y += 8;
  }

  heading(text: string): void {
    // With two lines of what follows, so that no heading stands alone at the foot of a page.
    this.reserve(16 + 12 + 3 * textSize);
    this.y += 8;
    this.text(text, { x: margin.left, y: this.y + 11, size: 11.5, isBold: true, colour: accent });
    this.y += 17;
  }

  paragraph(runs: readonly TextRun[], size: number): void {
    for (const line of this.wrap(runs, contentWidth, size)) {
      this.reserve(size * leading);
      line.forEach(({ text, x, tone, isBold }) =>
        this.text(text, {
          x: margin.left + x,
          y: this.y + size,
          size,
          isBold,
          colour: colours[tone],
        }),
      );
      this.y += size * leading;
    }
    this.y += 3;
  }

  fields(fields: readonly (readonly [string, string])[]): void {
    const half = contentWidth / 2;
    const labelWidth = 84;
    for (let row = 0; row < fields.length; row += 2) {
      const cells = fields.slice(row, row + 2).map(([label, value]) => ({
        label,
        lines: this.wrap([{ text: value }], half - labelWidth - 8, textSize),
      }));
      const height = Math.max(...cells.map(({ lines }) => lines.length), 1) * textSize * leading;
      this.reserve(Math.min(height, floor - margin.top));
      cells.forEach(({ label }, column) =>
        this.text(label, {
          x: margin.left + column * half,
          y: this.y + textSize,
          size: smallSize,
          colour: colours.muted,
        }),
      );
      this.inParts(
        cells.map(({ lines }) => lines),
        { lineHeight: textSize * leading, padding: 1.5 },
        (values) =>
          values.forEach((lines, column) =>
            lines.forEach((line, index) =>
              line.forEach((part) =>
                this.text(part.text, {
                  x: margin.left + column * half + labelWidth + part.x,
                  y: this.y + textSize + index * textSize * leading,
                }),
              ),
            ),
          ),
      );
    }
    this.y += 3;
  }

  table({ columns, rows }: Extract<Block, { kind: 'table' }>): void {
    const starts = columns.map((_, index) =>
      columns
        .slice(0, index)
        .reduce<number>((x, { share }) => x + share * contentWidth, margin.left),
    );
    const linesOf = (cells: readonly TextRun[], isHead: boolean) =>
      cells.map((cell, index) =>
        this.wrap(
          [isHead ? { ...cell, isBold: true } : cell],
          columns[index].share * contentWidth - 2 * cellPadding,
          smallSize,
        ),
      );
    const size = { lineHeight: smallSize * leading, padding: cellPadding };
    const heightOf = (lines: readonly CellLines[]) => heightOfCells(lines, size);
    const place = (lines: readonly CellLines[]) =>
      lines.forEach((cell, column) =>
        cell.forEach((line, index) =>
          line.forEach(({ text, x, tone, isBold }) =>
            this.text(text, {
              x: starts[column] + cellPadding + x,
              y: this.y + cellPadding / 2 + smallSize + index * smallSize * leading,
              size: smallSize,
              isBold,
              colour: colours[tone],
            }),
          ),
        ),
      );
    const head = linesOf(
      columns.map(({ title }) => ({ text: title })),
      true,
    );
    const placeHead = () => {
      const [x, width] = [margin.left, contentWidth];
      this.add({ kind: 'rectangle', x, y: this.y, width, height: heightOf(head), colour: shade });
      place(head);
      this.y += heightOf(head);
    };
    this.reserve(heightOf(head) + 2 * smallSize * leading);
    placeHead();
    const tallest = floor - margin.top - heightOf(head);
    for (const row of rows) {
      const lines = linesOf(row, false);
      if (this.reserve(Math.min(heightOf(lines), tallest))) {
        placeHead();
      }
      this.inParts(lines, size, place, placeHead);
      this.rule(hairline, 0.5);
    }
    this.y += 5;
  }

  figures(figures: readonly Figure[]): void {
    const columns = Math.max(2, figures.length);
    const width = (contentWidth - (columns - 1) * figureGap) / columns;
    const captions = figures.map(({ caption }) =>
      this.wrap([{ text: caption, tone: 'muted' }], width, smallSize),
    );
    const sizes = figures.map((figure) => sizeOf(figure, width));
    const height = Math.max(...sizes.map((size) => size.height));
    const captionHeight = Math.max(...captions.map((of) => of.length)) * smallSize * leading;
    this.reserve(height + captionHeight + 8);
    figures.forEach((figure, column) => {
      const x = margin.left + column * (width + figureGap);
      this.add(...itemsOf(figure, { ...sizes[column], x, y: this.y }, this.measure));
      captions[column].forEach((line, index) =>
        line.forEach((part) =>
          this.text(part.text, {
            x: x + part.x,
            y: this.y + height + 3 + smallSize * (1 + index * leading),
            size: smallSize,
            colour: colours.muted,
          }),
        ),
      );
    });
    this.y += height + captionHeight + 10;
  }

  /** Places cells beside each other; what the page has no room for goes on at the top of the next. */
  private inParts(
    cells: readonly CellLines[],
    size: CellSize,
    place: (part: readonly CellLines[]) => void,
    onNewPage: () => void = () => undefined,
  ): void {
    const count = Math.max(...cells.map(({ length }) => length), 1);
    let from = 0;
    while (from < count) {
      const room = Math.floor((floor - this.y - size.padding) / size.lineHeight);
      const part = cells.map((lines) => lines.slice(from, from + Math.max(1, room)));
      place(part);
      this.y += heightOfCells(part, size);
      from += Math.max(1, room);
      if (from < count) {
        this.newPage();
        onNewPage();
      }
    }
  }

  private wrap(runs: readonly TextRun[], width: number, size: number) {
    return wrapText(runs, { width, size, measure: this.measure });
  }

  /** Begins a page where the rest of this one is too small; true where it did. */
  private reserve(height: number): boolean {
    if (this.y + height <= floor || this.y === margin.top) {
      return false;
    }
    this.newPage();
    return true;
  }

  private newPage(): void {
    this.pages.push([]);
    this.y = margin.top;
  }

  private rule(colour: string, width: number): void {
    this.add({
      kind: 'line',
      points: [
        { x: margin.left, y: this.y },
        { x: margin.left + contentWidth, y: this.y },
      ],
      isClosed: false,
      colour,
      width,
      dash: [],
    });
  }

  private text(
    text: string,
    {
      x,
      y,
      size = textSize,
      isBold = false,
      colour = colours.plain,
    }: { x: number; y: number; size?: number; isBold?: boolean; colour?: string },
  ): void {
    this.add({ kind: 'text', text, x, y, size, isBold, colour });
  }

  private add(...items: PageItem[]): void {
    this.pages.at(-1)!.push(...items);
  }
}

type CellLines = ReturnType<typeof wrapText>;

interface CellSize {
  readonly lineHeight: number;
  /** Above and below together. */
  readonly padding: number;
}

function heightOfCells(cells: readonly CellLines[], { lineHeight, padding }: CellSize): number {
  return Math.max(...cells.map(({ length }) => length), 1) * lineHeight + padding;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function sizeOf(figure: Figure, width: number): { width: number; height: number } {
  if (figure.kind === 'curve') {
    return { width, height: Math.min(tallestFigure, 0.8 * width) };
  }
  const scale = Math.min(width / figure.width, tallestFigure / figure.height);
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

function footer(
  { identity, notice }: ReportDocument,
  onPage: string,
  measure: MeasureText,
): PageItem[] {
  const y = paper.height - margin.bottom + 18;
  const right = margin.left + contentWidth;
  const text = (content: string, x: number, baseline: number, isBold = false): PageItem => ({
    kind: 'text',
    text: content,
    x,
    y: baseline,
    size: smallSize,
    isBold,
    colour: colours.muted,
  });
  const wrapped = wrapText([{ text: identity }], {
    width: contentWidth - measure(onPage, smallSize, false) - 12,
    size: smallSize,
    measure,
  });
  const lines = wrapped.slice(0, footLines);
  const isCut = wrapped.length > footLines;
  return [
    {
      kind: 'line',
      points: [
        { x: margin.left, y: y - 11 },
        { x: right, y: y - 11 },
      ],
      isClosed: false,
      colour: hairline,
      width: 0.5,
      dash: [],
    },
    ...lines.flatMap((line, index) =>
      line.map((part) =>
        text(
          isCut && index === footLines - 1 ? `${part.text} …` : part.text,
          margin.left + part.x,
          y + index * smallSize * leading,
        ),
      ),
    ),
    text(onPage, right - measure(onPage, smallSize, false), y),
    text(notice, margin.left, y + lines.length * smallSize * leading, true),
  ];
}
