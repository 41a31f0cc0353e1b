import { describe, expect, it } from '@jest/globals';
import { stringsFor } from '../../strings';
import { decisionForTests, measuredForTests, reportForTests, sourcesForTests } from '../testing';
import { describeReport, type DocumentSources } from './describe-report';
import { identificationOf } from './identification';
import { cropOf, wantedFrames } from './key-frames';
import { layOut } from './layout';
import { type Page, paper } from './page-items';

const strings = stringsFor('en');
const [source] = sourcesForTests(1).values();

/** About as wide as Helvetica. */
const measure = (text: string, size: number) => 0.55 * size * text.length;

const textOf = (page: Page) =>
  page.map((item) => (item.kind === 'text' ? item.text : '')).filter(Boolean);

function documentOf(clipCount: number, changed: Partial<DocumentSources> = {}) {
  const measures = ['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE'] as const;
  const report = reportForTests(clipCount, {
    measured: Array.from({ length: clipCount }, (_, i) =>
      measuredForTests(measures, { number: i + 1 }),
    ),
    patient: { sex: 'female' },
  });
  return describeReport({
    report,
    strings,
    heading: 'Echo laboratory',
    keyFrames: wantedFrames(report).map((frame) => ({
      ...frame,
      crop: cropOf(frame.clip.sectorOutline, { Rows: 120, Columns: 100 }),
      jpeg: new Uint8Array(),
    })),
    identification: identificationOf(source, strings),
    ...changed,
  });
}

describe('a report on pages', () => {
  it('lets no heading stand alone at the foot of a page', () => {
    const figure = { kind: 'image', jpeg: new Uint8Array(), outlines: [], caption: 'A4C' } as const;
    const headings = [...Array(60).keys()].map((above) => {
      const [page] = layOut(
        {
          ...documentOf(1),
          blocks: [
            ...Array.from({ length: above }, () => ({
              kind: 'paragraph' as const,
              runs: [{ text: 'Line' }],
            })),
            { kind: 'heading', text: 'Key frames' },
            { kind: 'figures', figures: [{ ...figure, width: 100, height: 100 }] },
          ],
        },
        measure,
      );
      return [textOf(page).includes('Key frames'), page.some(({ kind }) => kind === 'image')];
    });
    expect(headings.map(([isTitled]) => isTitled)).toEqual(headings.map(([, isShown]) => isShown));
    expect(new Set(headings.map(([isTitled]) => isTitled)).size).toBe(2);
  });

  const pages = layOut(documentOf(4), measure);

  it('names patient, study, page and research use on every page', () => {
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      const texts = textOf(page);
      expect(texts).toContain('Meier, Änna (山田) · P 17 · Nov 26, 2026 · A1');
      expect(texts).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(texts).toContain('For research use only. Not for diagnosis.');
    });
  });

  it('keeps everything on the paper, and what it says above the foot', () => {
    const foot = pages[0].find((item) => item.kind === 'text' && item.text.startsWith('Page '));
    for (const page of pages) {
      for (const item of page) {
        const points =
          item.kind === 'line'
            ? item.points
            : item.kind === 'text'
              ? [item]
              : [item, { x: item.x + item.width, y: item.y + item.height }];
        for (const { x, y } of points) {
          expect([x >= 40, x <= paper.width - 40, y >= 30]).toEqual([true, true, true]);
          expect(y).toBeLessThan(paper.height - 20);
        }
      }
      const bottom = Math.max(
        ...page.map((item) => (item.kind === 'image' ? item.y + item.height : 0)),
      );
      expect(bottom).toBeLessThan((foot as { y: number }).y - 10);
    }
  });

  it('repeats the head of a table that goes on', () => {
    const heads = pages.map(
      (page) => textOf(page).filter((text) => text === '90 % interval').length,
    );
    expect(heads.slice(0, 2)).toEqual([1, 1]);
  });

  it('shows both frames of each clip with their contours, and its curve', () => {
    const items = pages.flat();
    expect(items.filter(({ kind }) => kind === 'image')).toHaveLength(8);
    // LV in both frames, LA at end-systole.
    expect(items.filter((item) => item.kind === 'line' && item.isClosed)).toHaveLength(12);
    expect(textOf(items).join(' ')).toContain(
      'Clip 4, frame 24, ES. Contour: LV (solid line), LA (dashed)',
    );
    expect(textOf(items).filter((text) => text === 'LV volume of each frame (mL)')).toHaveLength(4);
  });

  it('has the value, the word, the limits, the interval and the origin of each accepted result', () => {
    const row = textOf(layOut(documentOf(1), measure).flat()).join('|');
    expect(row).toMatch(
      /LV ejection fraction\|59 %\|normal\|54 to 74 %\|49 to 69 %\|measured from contours;\|SIMULATED/,
    );
    expect(row).toMatch(/Ejection fraction\|55 %\|normal\|54 to 74 %\|44 to 66 %\|predicted by a/);
  });

  it('holds nothing that the reader has not accepted', () => {
    const report = reportForTests(1, {
      measured: [measuredForTests([])],
      decisions: new Map([['EDV', decisionForTests('rejected')]]),
    });
    const texts = textOf(layOut(documentOf(1, { report, keyFrames: [] }), measure).flat());
    expect(texts).toContain('The reader has accepted no result.');
    expect(texts.join(' ')).not.toMatch(/\d (%|mL)\b/);
  });

  it('names nobody where it is de-identified', () => {
    const texts = textOf(layOut(documentOf(2, { identification: undefined }), measure).flat());
    expect(texts.join(' ')).not.toMatch(/P 17|Meier|Änna|1960|A1\b/);
    expect(texts).toContain('De-identified: no patient and no study named.');
  });

  it.each([
    ['a cell of a table', 'table'],
    ['a field', 'fields'],
  ] as const)('goes on over pages with %s that is longer than one', (_, kind) => {
    const words = Array.from({ length: 4000 }, (__, i) => `w${i}`);
    const text = words.join(' ');
    const long = documentOf(1, { keyFrames: [] });
    const columns = [
      { title: 'Result', share: 0.3 },
      { title: 'Remark', share: 0.7 },
    ];
    const block =
      kind === 'table'
        ? ({ kind, columns, rows: [[{ text: 'EF' }, { text }]] } as const)
        : ({ kind, fields: [['Name', text]] } as const);
    const laidOut = layOut({ ...long, blocks: [...long.blocks, block, ...long.blocks] }, measure);
    expect(laidOut.length).toBeGreaterThan(2);
    const shown = laidOut.flatMap(textOf).flatMap((line) => line.split(' '));
    expect(shown.filter((word) => /^w\d+$/.test(word))).toEqual(words);
    for (const page of laidOut) {
      const foot = page.find((item) => item.kind === 'text' && item.text.startsWith('Page '))!;
      for (const item of page) {
        if (item.kind === 'text' && /^w\d/.test(item.text)) {
          expect(item.y).toBeLessThan((foot as { y: number }).y - 10);
        }
      }
    }
  });

  it('cuts a name that is longer than the foot of the page has room for', () => {
    const document = { ...documentOf(1), identity: 'Name '.repeat(500).trim() };
    for (const page of layOut(document, measure)) {
      expect(Math.max(...page.map((item) => ('y' in item ? item.y : 0)))).toBeLessThan(
        paper.height - 20,
      );
      expect(textOf(page).join(' ')).toContain('Name …');
    }
  });

  it('is the same for the same report', () => {
    expect(layOut(documentOf(4), measure)).toEqual(pages);
  });
});
