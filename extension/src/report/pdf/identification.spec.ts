import { describe, expect, it } from '@jest/globals';
import { stringsFor } from '../../strings';
import { sourcesForTests } from '../testing';
import { identificationOf, readableName } from './identification';

const [source] = sourcesForTests(1).values();

describe('the patient and the study on paper', () => {
  it('have every writing of the name, and dates of the language', () => {
    const { fields, line } = identificationOf(source, stringsFor('de'));
    expect(Object.fromEntries(fields)).toEqual({
      Patient: 'Meier, Änna (山田)',
      'Patienten-ID': 'P 17',
      Geboren: '01.01.1960',
      Geschlecht: 'weiblich',
      Untersuchung: '26.11.2026, 09:30',
      Anforderungsnummer: 'A1',
    });
    expect(line).toBe('Meier, Änna (山田) · P 17 · 26.11.2026 · A1');
  });

  it('stay as they are written where a date is none', () => {
    const { fields } = identificationOf(
      { ...source, StudyDate: '2026-13', StudyTime: '', PatientSex: 'X' },
      stringsFor('en'),
    );
    expect(fields).toEqual(
      expect.arrayContaining([
        ['Study', '2026-13'],
        ['Sex', 'X'],
      ]),
    );
  });

  it.each([
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou (山田, 太郎; やまだ, たろう)'],
    ['Adams^John Robert^Quincy^Rev.^B.A.', 'Adams, Rev. John Robert Quincy, B.A.'],
    ['=山田^太郎', '山田, 太郎'],
    ['Doe', 'Doe'],
    ['', ''],
  ])('%s is read as %s', (name, readable) => {
    expect(readableName(name)).toBe(readable);
  });
});
