import { describe, expect, it } from '@jest/globals';
import { errorTable, type ShiftedClip } from './error-table';

const clips = (error: number, accepted: (index: number) => boolean = () => true): ShiftedClip[] =>
  Array.from({ length: 10 }, (_, index) => ({
    clip: String(index),
    accepted: accepted(index),
    truth: { EF: 50, EDV: 100 },
    read: { net: { EF: 50 + error * (index + 1), EDV: 100 - error } },
  }));

const rowsOf = (table: string) => table.split('\n').map((line) => line.split(' | '));

describe('errorTable', () => {
  it('shows the errors of accepted clips beside those of the same clips without a shift', () => {
    const table = errorTable(
      [
        { shift: 'none', clips: clips(1) },
        { shift: 'half of them', clips: clips(3, (index) => index < 5) },
      ],
      ['net'],
    );
    const [, , none, half] = rowsOf(table);
    expect(none.slice(1, 3)).toEqual(['10 of 10', '5.5 (1.00)']);
    // Of the first five alone: 3 before the shift, 9 with it.
    expect(half.slice(1, 3)).toEqual(['5 of 10', '9.0 (3.00)']);
  });

  it('counts what is accepted and not read, and shows no error of a few clips', () => {
    const unread = clips(2).map((clip, i) => (i < 3 ? { ...clip, read: {} } : clip));
    const few = clips(2, (index) => index < 4);
    const table = errorTable(
      [
        { shift: 'none', clips: clips(1) },
        { shift: 'not read', clips: unread },
        { shift: 'few', clips: few },
      ],
      ['net'],
    );
    const [, , , notRead, rare] = rowsOf(table);
    expect(notRead[2]).toBe('14.0 (2.00; 3 not read)');
    expect(rare[2]).toBe('–');
  });
});
