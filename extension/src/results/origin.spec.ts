import { describe, expect, it } from '@jest/globals';
import { onnxManifest } from '@echonet/models/testing';
import { manifest } from '../models/testing';
import { stringsFor } from '../strings';
import { dataName, demonstratedTasks, originOf } from './origin';
import {
  evaluationText,
  originHint,
  originText,
  trainingNotice,
  trainingText,
} from './origin-text';

const en = stringsFor('en');

const { provenance } = manifest;
const trainedOn = (data: string) => ({
  ...manifest,
  provenance: { ...provenance, simulated: false, data },
});

describe('the name of training data', () => {
  it.each([
    ['camus: 349 patients to train on', 'CAMUS', 'CAMUS'],
    ['real patients (CAMUS)', 'CAMUS', 'CAMUS'],
    ['Our clinic 2025 (three scanners)', 'Our clinic 2025', 'Our clinic 2025'],
    ['real patients', 'real patients', 'echte Echokardiogramme'],
    ['simulated echocardiograms', 'simulated echocardiograms', 'simulierte Echokardiogramme'],
  ])('of %j is %j, in German %j', (data, name, inGerman) => {
    expect(dataName(data)).toBe(name);
    expect(stringsFor('de').notice.trainedOn(dataName(data), '7')).toBe(
      `Trainiert an: ${inGerman} (7).`,
    );
  });
});

describe('the origin of a result', () => {
  it('is that of the model where the manifest says nothing of its task', () => {
    const set = { data: 'simulated A4C phantoms', simulated: true };
    expect(originOf(manifest, 'EF')).toEqual({
      trainedOn: [{ ...set, patients: 300 }],
      evaluatedOn: { ...set, patients: 60 },
    });
  });

  it('of an imported network says that it was not evaluated here', async () => {
    const imported = await onnxManifest();
    const origin = originOf(imported, imported.tasks[0].id);
    expect(originText(en, origin)).toBe('imported, not evaluated here');
    expect(originHint(en, origin)).toMatch(
      /^Imported\. Trained by its authors on .*; not evaluated/,
    );
    expect(evaluationText(en, origin)).toBe('imported, not evaluated here');
    expect(trainingNotice(en, imported)).toBe(
      'Imported network, not evaluated here; trained by its authors on PHANTOMS.',
    );
  });

  it('is that of its task where the manifest says it, in words with the result', () => {
    const [ef, lead] = manifest.tasks;
    const [camus, phantoms] = [
      { data: 'CAMUS', simulated: false, patients: 349 },
      { data: 'phantoms', simulated: true, patients: 400 },
    ];
    const evaluatedOn = {
      ...{ ...camus, patients: 50, metric: 'R2' as const },
      ...{ value: 0.584, interval95: [0.4, 0.71] as const },
    };
    const mixed = {
      ...manifest,
      tasks: [{ ...ef, trainedOn: [phantoms, camus], evaluatedOn }, lead],
    };
    const origin = originOf(mixed, 'EF');
    expect(originText(en, origin)).toBe('real patients: CAMUS 349');
    expect(originHint(en, origin)).toBe(
      'Trained on simulated patients (phantoms, 400 patients), real patients (CAMUS, 349 patients); ' +
        'evaluated on other real patients (CAMUS, 50 patients): R² 0.58 (95 % interval 0.40 to 0.71).',
    );
    expect(evaluationText(en, origin)).toBe(
      'real patients (CAMUS, 50 patients): R² 0.58 (95 % interval 0.40 to 0.71)',
    );
    expect([...demonstratedTasks(mixed, [{ isSimulated: false }])]).toEqual(['lead']);
  });

  it('names the data set of a task in short, in full in the hint', () => {
    const ours = { data: 'Our echo lab, 2019', simulated: false, patients: 50 };
    const evaluatedOn = { ...ours, metric: 'R2' as const, value: 0.5 };
    const origin = { trainedOn: [{ ...ours, patients: 349 }], evaluatedOn };
    expect(originText(en, origin)).toBe('real patients: Our echo lab 349');
    expect(originHint(en, origin)).toMatch(/Our echo lab, 2019, 349 patients/);
  });

  it('names the data set in short', () => {
    const named = (data: string) => originOf(trainedOn(data), 'EF').evaluatedOn.data;
    expect(named('camus: 349 patients to train on; SHA-256 71b8')).toBe('CAMUS');
    expect(named('Our echo lab, 2019')).toBe('Our echo lab');
  });
});

describe('data sets that nobody named', () => {
  const mixed = trainedOn(
    'camus: 349 patients to train on; phantoms: 500 simulated patients to train on',
  );

  it('are named each with its own patients: simulated ones never count as real', () => {
    const origin = originOf(mixed, 'EF');
    expect(originText(en, origin)).toBe('real patients: CAMUS 349');
    expect(originHint(en, origin)).toMatch(
      /^Trained on real patients \(CAMUS, 349 patients\), simulated patients \(PHANTOMS, 500 patients\);/,
    );
    expect(trainingNotice(en, mixed)).toBe(
      'Trained on real patients (CAMUS, 349 patients), simulated patients (PHANTOMS, 500 patients).',
    );
  });

  it('of which all are real count together', () => {
    const two = trainedOn('camus: 349 patients to train on; clinic: 51 patients to train on');
    expect(originText(en, originOf(two, 'EF'))).toBe('real patients: CAMUS + CLINIC 400');
  });

  it.each([
    ['en', 'camus: 349 patients to train on', 'real patients (CAMUS, 349 patients)'],
    ['de', 'camus: 349 patients to train on', 'echten Patienten (CAMUS, 349 Patienten)'],
    ['de', 'simulated echocardiograms', 'simulierte Echokardiogramme (300 Patienten)'],
    [
      'en',
      'Our clinic (three scanners); SHA-256 71b8',
      'Our clinic (three scanners) (300 patients)',
    ],
  ])('are in a model card in %s: %s', (language, data, text) => {
    expect(trainingText(stringsFor(language), trainedOn(data))).toBe(text);
  });
});

describe('a demonstration', () => {
  const [real, simulated] = [{ isSimulated: false }, { isSimulated: true }];

  it('is what was evaluated on simulated patients alone, on a real clip', () => {
    expect([...demonstratedTasks(manifest, [real])]).toEqual(['EF', 'lead']);
    expect([...demonstratedTasks(manifest, [simulated, real])]).toEqual(['EF', 'lead']);
    expect(demonstratedTasks(trainedOn('camus'), [real]).size).toBe(0);
  });

  it('is nothing on clips that the project simulated', () => {
    expect(demonstratedTasks(manifest, [simulated]).size).toBe(0);
  });
});
