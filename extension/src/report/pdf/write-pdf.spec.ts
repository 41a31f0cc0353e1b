import { describe, expect, it, jest } from '@jest/globals';
import type { ReportDocument } from './report-document';
import { type DrawForeignText, writePdf } from './write-pdf';

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const document: ReportDocument = {
  title: 'Echolabor',
  badge: 'PRELIMINARY',
  language: 'de',
  date: new Date('2026-11-26T10:55:30Z'),
  identity: 'Yamada, Tarou (山田, 太郎)',
  notice: 'Nur für die Forschung.',
  onPage: (page, count) => `${page}/${count}`,
  blocks: [{ kind: 'paragraph', runs: [{ text: 'Größe 5 m²' }] }],
};

describe('a PDF', () => {
  it('is the same for the same report', () => {
    expect(new Uint8Array(writePdf(document, 'EchoNet'))).toEqual(
      new Uint8Array(writePdf(document, 'EchoNet')),
    );
  });

  it('has what its fonts lack drawn, once for every text', () => {
    const draw = jest.fn<DrawForeignText>(() => ({ png, width: 2, height: 1.2, ascent: 0.9 }));
    const pdf = Buffer.from(writePdf(document, 'EchoNet', draw)).toString('latin1');
    expect(draw.mock.calls).toEqual([
      ['山田', false],
      ['太郎', false],
    ]);
    expect(pdf).toMatch(/^%PDF-1\.\d/);
    expect(pdf).toContain('/Subtype /Image');
    expect(Buffer.from(writePdf(document, 'EchoNet')).toString('latin1')).not.toContain(
      '/Subtype /Image',
    );
  });
});
