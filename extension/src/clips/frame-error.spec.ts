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
      });
    },
  );

  it.each([
    [{ status: 404 }, /does not have it \(HTTP 404\)/],
    [{ error: { status: 500 } }, /failed \(HTTP 500\)/],
    [new TypeError('Failed to fetch'), /broke the connection off/],
    [{ error: new TypeError('network error') }, /broke the connection off/],
    [{ status: 0 }, /broke the connection off/],
    [
      new Error('No decoder for transfer syntax 1.2'),
      /decoded: No decoder for transfer syntax 1\.2\./,
    ],
    [{ error: { message: 'unexpected marker' } }, /decoded: unexpected marker\./],
    [undefined, /did not say why\./],
    ['bad data', /decoded: bad data\./],
  ])('says of %p what went wrong, and lets the next frame be tried', (rejection, words) => {
    const { reason, refusesAll } = describeFrameFailure(rejection);
    expect(reason).toMatch(words);
    expect(refusesAll).toBe(false);
  });

  it('does not follow an error around in circles', () => {
    const circle: { error?: unknown } = {};
    circle.error = circle;
    expect(describeFrameFailure(circle).reason).toMatch(/did not say why/);
  });
});
