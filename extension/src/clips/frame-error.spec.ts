import { describe, expect, it } from '@jest/globals';
import { describeFrameFailure } from './frame-error';

describe('describing why a frame could not be read', () => {
  it.each([
    ['a request', { status: 401 }, /HTTP 401.*log in/],
    ['an error around a request', { error: { request: { status: 403 } } }, /HTTP 403/],
  ])(
    'says of %s without access that the reader must log in, and stops',
    (_what, rejection, words) => {
      expect(describeFrameFailure(rejection)).toEqual({
        reason: expect.stringMatching(words) as unknown,
        refusesAll: true,
        isAboutRequest: true,
      });
    },
  );

  it.each([
    [{ status: 404 }, /Not in the archive \(HTTP 404\)/],
    [{ error: { status: 500 } }, /Archive error \(HTTP 500\)/],
    [new TypeError('Failed to fetch'), /Archive not reachable/],
    [{ error: new TypeError('network error') }, /Archive not reachable/],
    [{ status: 0 }, /Archive not reachable/],
    [
      new Error('No decoder for transfer syntax 1.2'),
      /decoded: No decoder for transfer syntax 1\.2\./,
    ],
    [{ error: { message: 'unexpected marker' } }, /decoded: unexpected marker\./],
    [undefined, /no reason given\./],
    ['bad data', /decoded: bad data\./],
  ])('says of %p what went wrong, and lets the next frame be tried', (rejection, words) => {
    const { reason, refusesAll } = describeFrameFailure(rejection);
    expect(reason).toMatch(words);
    expect(refusesAll).toBe(false);
  });

  it('does not follow an error around in circles', () => {
    const circle: { error?: unknown } = {};
    circle.error = circle;
    expect(describeFrameFailure(circle).reason).toMatch(/no reason given/);
  });
});
