import { describe, expect, it } from '@jest/globals';
import { countReasons } from './count-reasons';

describe('countReasons', () => {
  it('counts sentences that differ in numbers alone as one kind, and keeps the numbers they share', () => {
    expect(
      countReasons([
        'It has no labels.',
        'EF is 155, which is outside of 1 to 99 %.',
        'EF is 0.55, which is outside of 1 to 99 %.',
        'EF is 120, which is outside of 1 to 99 %.',
        'Frame 7 of 30 is damaged.',
      ]),
    ).toEqual([
      [3, 'EF is …, which is outside of 1 to 99 %.'],
      [1, 'It has no labels.'],
      [1, 'Frame 7 of 30 is damaged.'],
    ]);
  });
});
