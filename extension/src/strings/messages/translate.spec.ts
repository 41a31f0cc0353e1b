import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { translator } from './translate';

const german = translator([
  ['Frame {}: {}', 'Bild {1}: {2}'],
  ['Not in the archive (HTTP {}).', 'Nicht im Archiv (HTTP {1}).'],
  ['{} of {} frames not readable.', '{1} von {2} Bildern nicht lesbar.'],
  ['Short clip ({} s).', 'Kurzer Clip ({1} s).'],
  ['the archive did not answer', 'das Archiv hat nicht geantwortet'],
  ['Reports not retrieved ({}).', 'Berichte nicht abgerufen ({1}).'],
]);

describe('a translated message', () => {
  it.each([
    ['a sentence', 'Not in the archive (HTTP 404).', 'Nicht im Archiv (HTTP 404).'],
    [
      'a reason within a sentence',
      'Frame 3: Not in the archive (HTTP 404).',
      'Bild 3: Nicht im Archiv (HTTP 404).',
    ],
    [
      'a cause in brackets',
      'Reports not retrieved (the archive did not answer).',
      'Berichte nicht abgerufen (das Archiv hat nicht geantwortet).',
    ],
    [
      'several sentences after the name of a clip',
      'Clip 1: 7 of 8 frames not readable. Frame 1: Not in the archive (HTTP 410).',
      'Clip 1: 7 von 8 Bildern nicht lesbar. Bild 1: Nicht im Archiv (HTTP 410).',
    ],
    [
      'a known sentence after an unknown one',
      'Something else. Not in the archive (HTTP 404).',
      'Something else. Nicht im Archiv (HTTP 404).',
    ],
    ['numbers with a decimal comma', 'Short clip (0.5 s).', 'Kurzer Clip (0,5 s).'],
    ['what nothing is known of', 'HTTP/2 stream 3 was reset', 'HTTP/2 stream 3 was reset'],
  ])('is that of %s', (_, english, expected) => {
    expect(german(english)).toBe(expected);
  });

  it('has what was inserted, whatever that is, and ends for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(typeof german(text)).toBe('string');
        expect(german(`Frame 1: ${text}`)).toContain(german(text) === text ? text : '');
      }),
      { numRuns: 200 },
    );
  });
});
