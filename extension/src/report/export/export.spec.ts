import { describe, expect, it } from '@jest/globals';
import { poolPredictions } from '@echonet/models';
import { meanOfClips } from '../../contours/mean-of-clips';
import { stringsFor } from '../../strings';
import {
  decisionForTests,
  measuredForTests,
  readingOfClips,
  reportManifest,
  reportForTests,
  sourcesForTests,
  withCutAtrium,
} from '../testing';
import { reportCsv } from './csv';
import { identifiersOf } from './identifiers';
import { reportJson } from './json';
import { reportText } from './text';

const [source] = sourcesForTests(1).values();

/** Whatever could tell whose results they are; the clips' series is named after a patient. */
const identity = /P 17|Meier|Änna|1\.2\.3|19600101/;

describe('a report as JSON', () => {
  it('holds every number with its unit and interval, the model, its hash and the decisions', () => {
    const json = JSON.parse(reportJson(reportForTests(2))) as Record<string, never>;
    expect(json).toMatchObject({
      format: 'echonet-report',
      model: { id: 'test', version: '1.0.0', simulated: true },
      remarks: expect.arrayContaining(['For research use only. Not for diagnosis.']),
      results: [
        {
          task: 'EF',
          value: 55.3125,
          unit: '%',
          interval90: [44.3125, 66.3125],
          readerDecision: 'accepted',
          readerDecisionDate: '2026-11-26T10:54:00.000Z',
          evaluatedOn: 'simulated patients (simulated A4C phantoms, 60 patients)',
        },
        { task: 'lead', unit: '1', threshold: 0.5, positive: true, readerDecision: 'undecided' },
        { task: 'EDV', unit: 'mL' },
        { task: 'ESV', unit: 'mL' },
      ],
      clips: [{ clip: 1, frameNumbers: [1, 3, 5] }, { clip: 2 }],
    });
    expect((json.model as { sha256: string }).sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(json.ejectionFractionFromVolumes).toMatchObject({
      value: expect.closeTo(54.97, 2),
      interval90: [expect.closeTo(27.6, 1), expect.closeTo(82.4, 1)],
      disagreesWithDirect: false,
    });
  });

  it('tells whose it is only where the reader asks for that', () => {
    expect(reportJson(reportForTests(2))).not.toMatch(identity);
    const identified: unknown = JSON.parse(reportJson(reportForTests(1), identifiersOf(source)));
    expect(identified).toMatchObject({
      identifiers: { PatientID: 'P 17', StudyInstanceUID: '1.2.3' },
      clips: [{ SOPInstanceUID: '1.2.3.1' }],
    });
  });
});

/** With a contour that the reader drew at end-systole, and a typed LA volume. */
const edited = (() => {
  const clean = measuredForTests([]);
  const { frameNumber, outline } = clean.contours[1];
  const controls = Array.from({ length: 11 }, (_, i) => 3 * i);
  const drawn = new Map([[frameNumber - 1, { contour: { outline, controls }, isCarried: false }]]);
  return measuredForTests(['EF'], { edits: { drawn, typed: new Map([['LAVolume', 61]]) } });
})();

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell);

describe('what was measured from contours', () => {
  const report = reportForTests(1, { measured: [edited] });

  it('is in JSON with its curve, beats, contours and what the reader changed', () => {
    const json = JSON.parse(reportJson(report)) as { measured: Record<string, never>[] };
    const [measured] = json.measured;
    expect(measured).toMatchObject({
      clip: 1,
      model: { id: 'segmentation-fixture', sha256: edited.model.sha256 },
      results: expect.arrayContaining([
        expect.objectContaining({
          measure: 'EDV',
          origin: 'contours',
          readerDecision: 'undecided',
        }),
        expect.objectContaining({
          measure: 'EF',
          origin: 'edited contours',
          readerDecision: 'accepted',
        }),
        expect.objectContaining({ measure: 'LAVolume', value: 61, origin: 'typed' }),
      ]),
      curve: { volumeUnit: 'mL', areaUnit: 'cm²' },
      contours: [
        { structure: 'LV', moment: 'ED', isEdited: false },
        { structure: 'LV', moment: 'ES', isEdited: true },
        { structure: 'LA', moment: 'ES', isEdited: false },
      ],
    });
    const { frames } = measured.curve as { frames: { timeMs: number; volume: number }[] };
    expect(frames).toHaveLength(30);
    expect(frames[2]).toMatchObject({ frame: 3, timeMs: 100, volume: edited.curve.volumes[2] });
    expect(measured.beats).toEqual(edited.beats);
  });

  it('is in CSV: a row for each value, beat, frame of the curve and contour', () => {
    const [header, ...lines] = reportCsv(report).trimEnd().split('\r\n');
    const record = cellsOf(header).indexOf('record');
    const kinds = lines.map((line) => cellsOf(line)[record]);
    const countOf = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(countOf('measured')).toBe(edited.results.length);
    expect(countOf('beat')).toBe(edited.beats.length);
    expect(countOf('curve')).toBe(30);
    expect(countOf('contour')).toBe(3);
    expect(lines.at(-1)).toMatch(/"POLYGON\(\([\d.]+ [\d.]+, .*\)\)"/);
    for (const line of lines) {
      expect(line).toMatch(/research use only/);
      expect(cellsOf(line)[cellsOf(header).indexOf('evaluatedOn')]).toMatch(
        /^"simulated patients \(.+, \d+ patients\)"$/,
      );
    }
  });

  it('says in JSON and CSV beside the volume of a cut atrium that it is a lower limit', () => {
    const of = (number: number) => measuredForTests(['LAVolume', 'EF'], { number });
    const cut = reportForTests(2, { measured: [withCutAtrium(of(1)), of(2)] });
    type Marked = { measure: string; isLowerLimit?: true };
    const json = JSON.parse(reportJson(cut)) as {
      measured: { results: Marked[] }[];
      measuredMeans: Marked[];
    };
    const markedOf = (all: readonly Marked[]) =>
      all.flatMap(({ measure, isLowerLimit }) => (isLowerLimit ? measure : []));
    expect(json.measured.map(({ results }) => markedOf(results))).toEqual([
      ['LAVolume', 'LAIndex'],
      [],
    ]);
    expect(markedOf(json.measuredMeans)).toEqual(['LAVolume']);
    const [header, ...rows] = reportCsv(cut).trimEnd().split('\r\n').map(cellsOf);
    const inColumn = (row: readonly string[], name: string) => row[header.indexOf(name)];
    const limits = rows.filter((row) => inColumn(row, 'isLowerLimit') === 'true');
    expect(limits.map((row) => `${inColumn(row, 'record')} ${inColumn(row, 'task')}`)).toEqual([
      ...['mean LAVolume', 'measured LAVolume', 'measured LAIndex'],
    ]);
  });

  it('is in the text as far as it is accepted, and says what the reader changed', () => {
    const lines = reportText(report, stringsFor('en'), { heading: 'EchoNet' }).split('\n');
    expect(lines.slice(1, 4)).toEqual([
      expect.stringMatching(
        /^Left ventricle: Ejection fraction is normal at \d+ %\. \[contour edited by the reader; SIMULATED\]$/,
      ),
      expect.stringMatching(/^Further accepted results: Ejection fraction 55 % /),
      `${edited.results.length + 2} results not accepted by the reader, not listed.`,
    ]);
    expect(lines.join('\n')).not.toMatch(/61 mL/);
    expect(lines.find((line) => line.startsWith('Contours: '))).toMatch(
      /^Contours: Segmentation fixture 1\.0\.0 \(.+\), SHA-256 [0-9a-f]{12} …$/,
    );
  });
});

describe('several clips that a reader accepted', () => {
  const whole = ['EDV', 'ESV', 'EF', 'LAVolume', 'heartRate'] as const;
  const measured = [
    measuredForTests(whole, { number: 1 }),
    measuredForTests(['EF', 'LAVolume'], { number: 2, edits: { typed: new Map([['EF', 20]]) } }),
    measuredForTests(whole, { number: 3, edits: { typed: new Map([['ESV', 100]]) } }),
  ];
  const report = reportForTests(3, { measured });
  const value = (clip: number, id: string) =>
    measured[clip].results.find((one) => one.id === id)!.value;
  const meanOf = (id: string, ...clips: number[]) =>
    clips.reduce((sum, clip) => sum + value(clip, id), 0) / clips.length;

  it('have means of EDV, ESV and EF over the same clips in JSON, CSV and text', () => {
    const { measuredMeans } = JSON.parse(reportJson(report)) as { measuredMeans: unknown };
    const close = (id: string, ...clips: number[]) => expect.closeTo(meanOf(id, ...clips), 9);
    expect(measuredMeans).toMatchObject([
      { measure: 'EDV', value: close('EDV', 0, 2), clips: [1, 3], origin: 'contours' },
      { measure: 'ESV', value: close('ESV', 0, 2), clips: [1, 3], origin: 'edited contours' },
      { measure: 'EF', value: close('EF', 0, 2), clips: [1, 3], origin: 'edited contours' },
      { measure: 'LAVolume', value: close('LAVolume', 0, 1, 2), clips: [1, 2, 3] },
      { measure: 'heartRate', value: close('heartRate', 0, 2), clips: [1, 3] },
    ]);
    const [header, ...rows] = reportCsv(report).trimEnd().split('\r\n').map(cellsOf);
    const cell = (row: string[], column: string) => row[header.indexOf(column)];
    const means = rows.filter((row) => cell(row, 'record') === 'mean');
    expect(
      means.map((row) => ['clip', 'task', 'unit', 'ofClips'].map((column) => cell(row, column))),
    ).toEqual([
      ['all', 'EDV', 'mL', '1 3'],
      ['all', 'ESV', 'mL', '1 3'],
      ['all', 'EF', '%', '1 3'],
      ['all', 'LAVolume', 'mL', '1 2 3'],
      ['all', 'heartRate', '/min', '1 3'],
    ]);
    expect(Number(cell(means[2], 'value'))).toBeCloseTo(meanOf('EF', 0, 2), 9);
    const text = reportText(report, stringsFor('en'), { heading: 'EchoNet' });
    expect(text).toContain(`at ${Math.round(meanOf('EF', 0, 2))} %`);
    expect(text).toContain('mean of 2 clips');
  });

  it('have means with the interval of one clip, that of the panel', () => {
    const found = [1, 2].map((number) => measuredForTests(whole, { number }));
    const [edv] = meanOfClips(found.map(({ results }) => results));
    const [low, high] = edv.interval90!;
    const { measuredMeans } = JSON.parse(reportJson(reportForTests(2, { measured: found }))) as {
      measuredMeans: { interval90?: number[] }[];
    };
    expect(measuredMeans[0].interval90).toEqual([low, high]);
    const text = reportText(reportForTests(2, { measured: found }), stringsFor('en'), {
      heading: 'EchoNet',
      sentences: ['{EDV} ({EDV.interval})'],
    });
    expect(text).toContain(`(90 % interval ${Math.round(low)} to ${Math.round(high)} mL)`);
  });

  it('have predictions of EF and its volumes from the same clips, and say from which', () => {
    const { clips } = readingOfClips(3);
    const [first, second, third] = clips;
    const { EF } = second.result.prediction;
    const withoutScale = { ...second, result: { ...second.result, prediction: { EF } } };
    const read = [first, withoutScale, third];
    const reading = {
      ...readingOfClips(3),
      clips: read,
      prediction: poolPredictions(
        reportManifest,
        read.map(({ result }) => result.prediction),
      ),
    };
    const json = JSON.parse(reportJson(reportForTests(3, { reading }))) as {
      results: { task: string; value: number; clips: number[] }[];
    };
    const [ef] = json.results;
    const [a, c] = [first, third].map(({ result }) => result.prediction.EF.mean);
    expect(ef).toMatchObject({ task: 'EF', value: (a + c) / 2, clips: [1, 3] });
    const [, row] = reportCsv(reportForTests(3, { reading })).split('\r\n').map(cellsOf);
    expect([row[0], row[1], Number(row[3]), row[8]]).toEqual(['all', 'EF', (a + c) / 2, '6']);
  });
});

describe('a report as CSV', () => {
  it('has a row for each value, and says in every one what it may be used for', () => {
    const [header, ...rows] = reportCsv(reportForTests(2)).trimEnd().split('\r\n');
    expect(header).toMatch(/^clip,task,name,value,unit,interval90Low,interval90High/);
    expect(rows).toHaveLength(13);
    expect(rows[0]).toMatch(/^all,EF,Ejection fraction,55\.3125,%,44\.3125,66\.3125,.*accepted/);
    expect(rows[4]).toMatch(
      /^all,EFFromVolumes,EF from EDV\/ESV,54\.96\d*,%,27\.\d+,82\.\d+,.*,false/,
    );
    expect(rows[5]).toMatch(/^1,EF,Ejection fraction,55\.25,/);
    for (const row of rows) {
      expect(row).toMatch(/research use only.*simulated/);
    }
  });

  it('tells whose it is only where the reader asks for that', () => {
    expect(reportCsv(reportForTests(2))).not.toMatch(identity);
    expect(reportCsv(reportForTests(1), identifiersOf(source))).toMatch(/P 17.*1\.2\.3/);
  });

  it('gives a spreadsheet no formula to run, and quotes what would break a row', () => {
    const csv = reportCsv(reportForTests(1), {
      study: { PatientID: '=cmd|"x",1', StudyInstanceUID: '', StudyDate: '', AccessionNumber: '' },
    });
    expect(csv).toContain(`"'=cmd|""x"",1"`);
  });
});

describe('a report as text', () => {
  it('follows the language of the reader, and names nobody', () => {
    const text = reportText(reportForTests(2), stringsFor('de'), { heading: 'Echolabor' });
    expect(text).toMatch(/^Echolabor, /);
    expect(text).toContain(
      'Linker Ventrikel: Ejektionsfraktion 55 % (90-%-Intervall 44 bis 66 %), normal. [Mittel aus 2 Clips, von einem neuronalen Netz vorhergesagt; SIMULIERT]',
    );
    expect(text).toContain('Nur für die Forschung. Nicht zur Diagnose.');
    expect(text).toContain('Das 90-%-Intervall gilt für einen einzelnen Clip');
    expect(text).not.toMatch(/disagree|interval |single clip/);
    expect(text).toContain('Auswertung (Deep Learning): 2 Clips, 6 Bilder');
    expect(text).not.toMatch(identity);
  });

  it('says where direct ejection fraction and volumes contradict each other', () => {
    const report = reportForTests(1, { reading: readingOfClips(1, { EF: 20 }) });
    const text = reportText(report, stringsFor('de'), { heading: 'EchoNet' });
    expect(text).toContain('unterscheiden sich um mehr als ihre Unsicherheit');
  });

  it('leaves out what the reader has not accepted, and says so', () => {
    const report = reportForTests(1, {
      decisions: new Map([['EDV', decisionForTests('rejected')]]),
    });
    const lines = reportText(report, stringsFor('en'), { heading: 'EchoNet' }).split('\n');
    expect(lines.slice(1, 3)).toEqual([
      'The reader has accepted no result.',
      '4 results not accepted by the reader, not listed.',
    ]);
  });
});
