import { type MeasureText, type PageItem, paper } from './page-items';
import { colours, contentWidth, hairline, leading, margin, smallSize } from './page-style';
import type { ReportDocument } from './report-document';
import { wrapText } from './wrap-text';

/** Lines of names at the foot of a page; the fields of the first page have them in full. */
const footLines = 2;

/** Names, page number and notice at the foot of a page. */
export function footer(
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
