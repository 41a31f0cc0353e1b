import { describe, expect, it } from '@jest/globals';
import { withoutAtriumInsideVentricle } from './atrium-inside-ventricle';
import type { StructureName } from './structures';

const structures: readonly StructureName[] = ['background', 'LV', 'LVWall', 'LA'];

/** Maps in which each letter is the most probable structure: b background, v ventricle, w wall, a atrium. */
function maps(...rows: readonly string[]) {
  const channels = structures.length;
  const letters = [...rows.join('')];
  const values = new Float32Array(letters.length * channels);
  letters.forEach((letter, pixel) => {
    values[pixel * channels + 'bvwa'.indexOf(letter)] = 3;
  });
  return { rows: rows.length, columns: rows[0].length, channels, values };
}

describe('withoutAtriumInsideVentricle', () => {
  it('gives a band of atrium across the ventricle to the ventricle', () => {
    const band = ['bwwwwb', 'wwvvww', 'waaaaw', 'wwvvww', 'bbaabb', 'bbaabb'];
    const given = maps(...band);
    const result = withoutAtriumInsideVentricle(given, structures);
    expect(result).toEqual(maps(...band.map((row) => (row === 'waaaaw' ? 'wvvvvw' : row))));
    expect(given).toEqual(maps(...band));
  });

  it.each([
    ['one atrium below one ventricle', ['bwwb', 'wvvw', 'wvvw', 'baab', 'baab']],
    ['an only atrium, where the ventricle encloses it', ['wwww', 'wvvw', 'waaw', 'wvvw', 'wwww']],
    ['a part beside the ventricle', ['wwwwb', 'wvvwa', 'wvvwb', 'baabb', 'baabb']],
    ['a part at the edge of the grid', ['aavv', 'vvvv', 'baab', 'baab']],
    ['no atrium', ['wwww', 'wvvw', 'wvvw', 'bbbb']],
  ])('leaves %s alone', (_, rows) => {
    const given = maps(...rows);
    expect(withoutAtriumInsideVentricle(given, structures)).toBe(given);
  });

  it('leaves networks without an atrium alone', () => {
    const given = { rows: 1, columns: 1, channels: 2, values: Float32Array.of(0, 1) };
    expect(withoutAtriumInsideVentricle(given, ['background', 'LV'])).toBe(given);
  });
});
