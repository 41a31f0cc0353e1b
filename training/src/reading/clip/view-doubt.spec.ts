import { describe, expect, it } from '@jest/globals';
import type { RecognisedView } from '@echonet/models';
import { viewDoubt } from './view-doubt';

const view: RecognisedView = {
  view: 'uncertain',
  accepted: false,
  probability: 0.12,
  threshold: 0.17,
  probabilities: { A4C: 0.12, other: 0.1, unusable: 0.1 },
};

describe('what the view check says of a clip that it does not accept', () => {
  it.each([
    [undefined, 'probably not A4C (12 %; accepted from 17 %)'],
    ['atrium', 'probably not A4C (no left atrium below the left ventricle)'],
    [
      'walls in the sector',
      'A4C cannot be confirmed (walls of the left ventricle cut off at the side of the image)',
    ],
    ['sharp borders', 'A4C cannot be confirmed (borders of the left ventricle not distinct)'],
  ] as const)('is true for %s', (missing, words) => {
    expect(viewDoubt({ ...view, ...(missing && { missing }) })).toBe(`View check: ${words}`);
  });
});
