import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstPart } from './first-part';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('firstPart', () => {
  it('returns any content of the first part, with the last boundary and without', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (content, isClosed) => {
        const head = bytes('--b0\r\nContent-Type: video/mp4\r\n\r\n');
        const body = new Uint8Array([
          ...head,
          ...content,
          ...(isClosed ? bytes('\r\n--b0--\r\n') : []),
        ]);
        for (const type of [
          'multipart/related; type="video/mp4"; boundary=b0',
          'Multipart/Related; boundary="b0"',
        ]) {
          expect([...firstPart(body, type)]).toEqual([...content]);
        }
      }),
    );
  });

  it('returns an answer that is not multipart whole', () => {
    expect(firstPart(bytes('video'), 'video/mp4')).toEqual(bytes('video'));
  });

  it.each([
    ['an empty answer', '', 'multipart/related; boundary=b0'],
    ['an answer without a boundary', '--b0\r\n\r\nx', 'multipart/related'],
    ['another boundary', '--b1\r\n\r\nx', 'multipart/related; boundary=b0'],
    ['headers that do not end', '--b0\r\nContent-Type: x', 'multipart/related; boundary=b0'],
  ])('refuses %s', (_, body, type) => {
    expect(() => firstPart(bytes(body), type)).toThrow(/no part with pixels\.$/);
  });
});
