import { describe, expect, it } from '@jest/globals';
import { onnxManifest, onnxSegmentationManifest } from '@echonet/models/testing';
import { stringsFor } from '../../strings';
import { reportSentencesDe, reportSentencesEn } from '../../strings/report-document';
import {
  decisionForTests,
  measuredForTests,
  readingOfClips,
  reportForTests,
  reportManifest,
} from '../testing';
import { clinicalParagraphs } from './clinical-text';
import { templateProblem } from './placeholders';

const en = stringsFor('en');
const de = stringsFor('de');
const accepted = decisionForTests('accepted');
const patient = { sex: 'female', ageYears: 60 } as const;

const textsOf = (...given: Parameters<typeof clinicalParagraphs>) =>
  clinicalParagraphs(...given).map(({ text, basis }) => `${text} ${basis}`);

describe('sentences on what the reader accepted', () => {
  it('say by structure what was found, how far it is from normal, and on whom it was evaluated', () => {
    const report = reportForTests(1, {
      patient,
      decisions: new Map([
        ['EF', accepted],
        ['EDV', accepted],
        ['lead', accepted],
      ]),
      reading: readingOfClips(1, { EF: 38, EDV: 125 }),
    });
    expect(textsOf(report, en)).toEqual([
      'Left ventricle: End-diastolic volume is moderately enlarged at 125 mL (90 % interval 100 to 150 mL). ' +
        'Ejection fraction is moderately reduced at 38 % (90 % interval 27 to 49 %). ' +
        '[predicted by a neural network; SIMULATED]',
      'Devices: Pacemaker or defibrillator lead: detected (probability 75 %, cut-off 50 %). ' +
        '[predicted by a neural network; SIMULATED]',
    ]);
    expect(textsOf(report, de)[0]).toBe(
      'Linker Ventrikel: Enddiastolisches Volumen 125 mL (90-%-Intervall 100 bis 150 mL), mäßig vergrößert. ' +
        'Ejektionsfraktion 38 % (90-%-Intervall 27 bis 49 %), mäßig reduziert. ' +
        '[von einem neuronalen Netz vorhergesagt; SIMULIERT]',
    );
  });

  it('leave out what was rejected, what is pending, and inferred traits that were not ticked', () => {
    const report = reportForTests(1, {
      decisions: new Map([
        ['EF', decisionForTests('rejected')],
        ['EDV', accepted],
        ['ESV', accepted],
      ]),
      leftOut: new Set(['ESV']),
    });
    expect(textsOf(report, en).join('\n')).toMatch(
      /^Left ventricle: End-diastolic volume is [^.]*\. \[/,
    );
    expect(textsOf(reportForTests(1, { decisions: new Map() }), en)).toEqual([]);
  });

  it('hold against no limits what nobody evaluated here, but what the reader typed', async () => {
    const imported = await onnxSegmentationManifest();
    const { onnx, tasks, provenance } = await onnxManifest();
    const manifest = { ...reportManifest, onnx, tasks, provenance };
    const texts = textsOf(
      reportForTests(1, {
        manifest,
        patient,
        reading: readingOfClips(1, { EF: 38 }),
        measured: [
          measuredForTests(['ESV', 'LAVolume', 'LAIndex'], {
            manifest: imported,
            edits: { typed: new Map([['LAVolume', 90]]) },
          }),
        ],
      }),
      en,
    );
    expect(texts).toEqual([
      expect.stringMatching(
        /^Left ventricle: End-systolic volume is \d+ mL\. \[measured from contours; imported, not/,
      ),
      expect.stringMatching(/^Left atrium: Volume is 90 mL, severely enlarged|typed by the reader/),
      expect.stringMatching(
        /^Further accepted results: Ejection fraction 38 % \(90 % interval [^,]*\)\. \[.*imported, not/,
      ),
    ]);
    expect(texts[1]).toMatch(/severely/);
  });

  it('hold no demonstration against limits of normal', () => {
    const { clips, ...reading } = readingOfClips(1, { EF: 38 });
    const [read] = clips;
    const real = { ...read, clip: { ...read.clip, isSimulated: false } };
    const report = reportForTests(1, { patient, reading: { ...reading, clips: [real] } });
    expect(textsOf(report, en)).toEqual([
      'Left ventricle: Ejection fraction is 38 % (90 % interval 27 to 49 %). [predicted by a neural network; SIMULATED]',
    ]);
  });

  it('say of what a share is one', () => {
    const whole = measuredForTests(['MAPSE']);
    const results = whole.results.map((result) =>
      result.id === 'MAPSE' ? { ...result, value: 15, unit: '%' } : result,
    );
    const report = reportForTests(1, { measured: [{ ...whole, results }] });
    expect(textsOf(report, en)[0]).toContain('excursion is 15 % of the LV length.');
  });

  it('put what was measured before what was predicted, and lose neither', () => {
    const measured = measuredForTests(['EF', 'LAVolume'], {
      edits: { typed: new Map([['LAVolume', 61]]) },
    });
    const report = reportForTests(1, { measured: [measured] });
    const ef = Math.round(measured.results.find(({ id }) => id === 'EF')!.value);
    expect(textsOf(report, en)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Left ventricle: Ejection fraction is normal at ${ef} %.* \\[measured from contours; .+\\]$`,
        ),
      ),
      'Left atrium: Volume is 61 mL. [typed by the reader]',
      'Further accepted results: Ejection fraction 55 % (90 % interval 44 to 66 %, normal). [predicted by a neural network; SIMULATED]',
    ]);
  });

  it('do not mix measured and predicted values of the left ventricle', () => {
    const report = reportForTests(1, {
      measured: [measuredForTests(['EDV'])],
      decisions: new Map([
        ['EF', accepted],
        ['EDV', accepted],
      ]),
    });
    const [ventricle, further] = textsOf(report, en);
    expect(ventricle).toMatch(/^Left ventricle: End-diastolic volume is [^.]*\. \[measured/);
    expect(further).toMatch(
      /^Further accepted results: Ejection fraction 55 % .*; EDV of the left ventricle 100 mL .* \[predicted/,
    );
  });

  it('have the mean of several clips, and name the method of each value where methods differ', () => {
    const measured = [measuredForTests(['EF']), measuredForTests(['EF', 'EDV'], { number: 2 })];
    const [ventricle, ...others] = textsOf(
      reportForTests(2, { measured, decisions: new Map() }),
      en,
    );
    expect(ventricle).toMatch(
      /\[LV end-diastolic volume: measured from contours, clip 2; [^|]+ \| LV ejection fraction: mean of 2 clips, measured from contours; [^|]+\]$/,
    );
    expect(others).toEqual([]);
  });

  it('have the values of the left ventricle of the same clips, so that EF belongs to its volumes', () => {
    const measured = [
      measuredForTests(['ESV', 'LAVolume']),
      measuredForTests(['EDV', 'ESV', 'EF', 'LAVolume'], { number: 2 }),
      measuredForTests(['EF'], { number: 3 }),
    ];
    const [ventricle, atrium, further] = textsOf(
      reportForTests(3, { measured, decisions: new Map() }),
      en,
    );
    expect(ventricle).toMatch(
      /^Left ventricle: End-diastolic .* End-systolic .* Ejection fraction .*\[measured from contours, clip 2;[^|]*\]$/,
    );
    expect(atrium).toMatch(/mean of 2 clips/);
    expect(further).toMatch(
      /^Further accepted results: LV end-systolic volume [^;]*clip 1\); LV ejection fraction .*clip 3\)/,
    );
  });

  it('do not say that a reader typed the mean of a typed and a measured value', () => {
    const typed = measuredForTests(['EF'], { edits: { typed: new Map([['EF', 40]]) } });
    const measured = [typed, measuredForTests(['EF'], { number: 2 })];
    expect(textsOf(reportForTests(2, { measured, decisions: new Map() }), en)[0]).toMatch(
      /\[mean of 2 clips, contour edited by the reader; SIMULATED\]$/,
    );
  });

  it("follow the department's templates", () => {
    expect(textsOf(reportForTests(1), en, ['LV-EF: {EF}[ ({EF.limits})].'])).toEqual([
      'LV-EF: 55 % (normal 52 to 74 %). [predicted by a neural network; SIMULATED]',
    ]);
  });
});

describe('the templates', () => {
  it.each([...reportSentencesEn, ...reportSentencesDe])(
    'that come with EchoNet are sound: %s',
    (text) => {
      expect(templateProblem(text)).toBeUndefined();
    },
  );

  it.each([
    ['LV: {EFF}', /unknown placeholder \{EFF\} \(did you mean \{EF\}\?\)/],
    ['LV: {EF.wrod}', /unknown placeholder \{EF\.wrod\} \(did you mean \{EF\.word\}\?\)/],
    ['LV: {EF', /not followed by a name/],
  ])('of a department are refused with the reason: %s', (text, problem) => {
    expect(templateProblem(text)).toMatch(problem);
  });
});
