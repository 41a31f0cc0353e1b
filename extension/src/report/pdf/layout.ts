import { figureRow } from './layout-figures';
import { footer } from './layout-footer';
import type { MeasureText, Page, PageItem } from './page-items';
import {
  colours,
  contentWidth,
  floor,
  hairline,
  leading,
  margin,
  smallSize,
  textSize,
} from './page-style';
import type { Block, Figure, ReportDocument, TextRun } from './report-document';
import { wrapText } from './wrap-text';

const cellPadding = 4;
const accent = '#0b4f7a';
const shade = '#eef2f5';

/** Places a report on pages. The same document and measures give the same pages. */
export function layOut(document: ReportDocument, measure: MeasureText): Page[] {
  const flow = new PageFlow(measure);
  flow.title(document);
  document.blocks.forEach((block, index) => placeBlock(flow, block, document.blocks[index + 1]));
  return flow.pages.map((items, index) => [
    ...items,
    ...footer(document, document.onPage(index + 1, flow.pages.length), measure),
  ]);
}

function placeBlock(flow: PageFlow, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading':
      return flow.heading(block.text, next);
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

  /** With the beginning of what follows, so that no heading stands alone at the foot of a page. */
  heading(text: string, next: Block | undefined): void {
    const beginning =
      next?.kind === 'figures' ? figureRow(next.figures, this.measure).height : 3 * textSize;
    this.reserve(16 + 12 + beginning);
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
    const row = figureRow(figures, this.measure);
    this.reserve(row.height);
    this.add(...row.itemsAt(this.y));
    this.y += row.height + 2;
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
