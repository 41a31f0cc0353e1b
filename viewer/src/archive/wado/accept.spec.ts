import { describe, expect, it } from '@jest/globals';
import { chooseMediaType, choosePacking, parseAccept } from './accept';

const octets = ['application/octet-stream'];
const jpeg = '1.2.840.10008.1.2.4.50';

describe('parseAccept', () => {
  it('keeps quoted separators together', () => {
    expect(parseAccept('multipart/related; type="a;b,c"; x=1, image/png')).toEqual([
      { type: 'multipart/related', parameters: { type: 'a;b,c', x: '1' } },
      { type: 'image/png', parameters: {} },
    ]);
  });

  it('takes a missing header for anything', () => {
    expect(parseAccept(undefined)).toEqual([{ type: '*/*', parameters: {} }]);
  });
});

describe('choosePacking', () => {
  it.each([
    ['multipart/related; type=application/octet-stream; transfer-syntax=*', 'multipart'],
    ['multipart/related; type="application/octet-stream"', 'multipart'],
    [`multipart/related; type="application/octet-stream"; transfer-syntax=${jpeg}`, 'multipart'],
    ['multipart/related; type="application/octet-stream"; transfer-syntax=1.2.3', undefined],
    [undefined, 'multipart'],
    ['*/*', 'multipart'],
    ['application/octet-stream', 'single'],
    ['image/png, application/*', 'single'],
    ['text/html', undefined],
  ])('answers %s with %s', (accept, expected) => {
    expect(choosePacking(accept, octets, jpeg, true)).toBe(expected);
  });

  it('does not put several parts into one', () => {
    expect(choosePacking('application/octet-stream', octets, jpeg, false)).toBeUndefined();
  });
});

describe('chooseMediaType', () => {
  it('takes the first that the client names', () => {
    const offered = ['image/jpeg', 'image/png'];
    expect(chooseMediaType('image/png, image/jpeg', offered)).toBe('image/png');
    expect(chooseMediaType('image/*', offered)).toBe('image/jpeg');
    expect(chooseMediaType('text/html', offered)).toBeUndefined();
  });
});
