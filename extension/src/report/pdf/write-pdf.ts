import { jsPDF } from 'jspdf';
import { codePoints, plainText, textParts, type TextPart } from './foreign-text';
import { layOut } from './layout';
import { type PageItem, paper } from './page-items';
import type { ReportDocument } from './report-document';

/** A text as an image, in units of the font size. */
export interface TextImage {
  /** PNG as a data URL. */
  readonly png: string;
  readonly width: number;
  readonly height: number;
  /** From the upper edge to the baseline. */
  readonly ascent: number;
}

/** Draws text that the fonts of the PDF lack; undefined where it cannot. */
export type DrawForeignText = (text: string, isBold: boolean) => TextImage | undefined;

/**
 * Writes a report as PDF 1.3, A4, in the fonts that every reader has, so that none is embedded and text
 * can be selected. They hold Western European letters: other text is drawn as an image, or written as
 * code points where nothing can draw it.
 *
 * @param producedBy software and version
 */
export function writePdf(
  document: ReportDocument,
  producedBy: string,
  drawForeignText: DrawForeignText = () => undefined,
): ArrayBuffer {
  const pdf = new jsPDF({ unit: 'pt', format: 'a4', compress: true, putOnlyUsedFonts: true });
  pdf.setProperties({ title: plainText(document.title), creator: producedBy });
  pdf.setLanguage(document.language === 'de' ? 'de' : 'en');
  pdf.setCreationDate(document.date);
  // The time makes the identifier reproducible; what it identifies is the DICOM object.
  pdf.setFileId(document.date.getTime().toString(16).toUpperCase().padStart(32, '0'));
  const writer = new Writer(pdf, drawForeignText);
  layOut(document, (text, size, isBold) => writer.widthOf(text, size, isBold)).forEach(
    (items, index) => {
      if (index > 0) {
        pdf.addPage([paper.width, paper.height]);
      }
      items.forEach((item) => writer.write(item));
    },
  );
  return pdf.output('arraybuffer');
}

class Writer {
  /** By text and weight. */
  private readonly images = new Map<string, TextImage | undefined>();

  constructor(
    private readonly pdf: jsPDF,
    private readonly drawForeignText: DrawForeignText,
  ) {}

  /** In points. */
  widthOf(text: string, size: number, isBold: boolean): number {
    return textParts(plainText(text)).reduce(
      (width, part) => width + this.widthOfPart(part, size, isBold),
      0,
    );
  }

  write(item: PageItem): void {
    const { pdf } = this;
    switch (item.kind) {
      case 'text':
        return this.writeText(item);
      case 'rectangle':
        pdf.setFillColor(item.colour);
        pdf.rect(item.x, item.y, item.width, item.height, 'F');
        return;
      case 'line':
        return this.writeLine(item);
      case 'image':
        pdf.addImage(item.jpeg, 'JPEG', item.x, item.y, item.width, item.height);
        return;
    }
  }

  private writeText({
    text,
    x,
    y,
    size,
    isBold,
    colour,
  }: Extract<PageItem, { kind: 'text' }>): void {
    const { pdf } = this;
    let left = x;
    for (const part of textParts(plainText(text))) {
      const image = part.isForeign ? this.imageOf(part.text, isBold) : undefined;
      if (image) {
        const top = y - size * image.ascent;
        const [width, height] = [size * image.width, size * image.height];
        pdf.addImage(image.png, 'PNG', left, top, width, height, `${isBold} ${part.text}`);
      } else {
        pdf.setFont('helvetica', isBold ? 'bold' : 'normal');
        pdf.setFontSize(size);
        pdf.setTextColor(colour);
        pdf.text(writtenText(part), left, y);
      }
      left += this.widthOfPart(part, size, isBold);
    }
  }

  private writeLine({
    points,
    isClosed,
    colour,
    width,
    dash,
  }: Extract<PageItem, { kind: 'line' }>): void {
    const { pdf } = this;
    const [first, ...others] = points;
    const steps = others.map(({ x, y }, index) => [x - points[index].x, y - points[index].y]);
    pdf.setDrawColor(colour);
    pdf.setLineWidth(width);
    pdf.setLineJoin('round');
    pdf.setLineDashPattern([...dash], 0);
    pdf.lines(steps, first.x, first.y, [1, 1], 'S', isClosed);
  }

  private widthOfPart(part: TextPart, size: number, isBold: boolean): number {
    const image = part.isForeign ? this.imageOf(part.text, isBold) : undefined;
    if (image) {
      return size * image.width;
    }
    this.pdf.setFont('helvetica', isBold ? 'bold' : 'normal');
    return size * this.pdf.getStringUnitWidth(writtenText(part), { doKerning: false });
  }

  private imageOf(text: string, isBold: boolean): TextImage | undefined {
    const key = `${isBold} ${text}`;
    if (!this.images.has(key)) {
      this.images.set(key, this.drawForeignText(text, isBold));
    }
    return this.images.get(key);
  }
}

function writtenText({ text, isForeign }: TextPart): string {
  return isForeign ? codePoints(text) : text;
}
