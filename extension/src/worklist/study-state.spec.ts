import { describe, expect, it } from '@jest/globals';
import type { FoundSeries } from '../host/search-series';
import { studyState } from './study-state';

const series = (SeriesNumber: number, SeriesDescription: string): FoundSeries => ({
  StudyInstanceUID: '1.2.3',
  SeriesNumber,
  SeriesDescription,
});

const automatic = 'EchoNet read automatically: EF 58 % (50-66), 2 A4C';

describe('the state of a study', () => {
  it.each([
    ['not read without reports', [], { kind: 'not read' }],
    ['not read with reports of others', [series(3, 'US report')], { kind: 'not read' }],
    [
      'read, with what was found',
      [series(9, automatic)],
      { kind: 'read', findings: 'EF 58 % (50-66), 2 A4C' },
    ],
    [
      'to be checked where the report says so',
      [series(9, 'EchoNet read automatically: 1 A4C, check')],
      { kind: 'check', findings: '1 A4C' },
    ],
    [
      'accepted by the report that follows',
      [series(10, 'EchoNet results accepted'), series(9, automatic)],
      { kind: 'accepted' },
    ],
    [
      'read again when clips came later',
      [series(10, 'EchoNet results accepted'), series(11, automatic)],
      { kind: 'read', findings: 'EF 58 % (50-66), 2 A4C' },
    ],
    [
      'stored where the reader accepted nothing',
      [series(9, automatic), series(10, 'EchoNet results')],
      { kind: 'stored' },
    ],
    [
      'not that of another kind of report of this software',
      [series(10, 'EchoNet results accepted'), series(11, 'EchoNet something else')],
      { kind: 'accepted' },
    ],
  ])('is %s', (_, found, expected) => {
    expect(studyState(found, 'EchoNet')).toEqual(expected);
  });

  it('knows reports by the configured description, however long', () => {
    const own = 'x'.repeat(64);
    const accepted = `${'x'.repeat(47)} results accepted`;
    expect(studyState([series(2, accepted)], own)).toEqual({ kind: 'accepted' });
    expect(studyState([series(2, 'EchoNet results accepted')], own)).toEqual({ kind: 'not read' });
  });
});
