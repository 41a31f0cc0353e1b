import { describe, expect, it } from '@jest/globals';
import { PartialDownload } from './partial-download';

const headers = { ETag: '"1"', 'Content-Length': '10' };

/** What has come when the connection broke after 4 bytes of this answer. */
function broken(response: Response): PartialDownload {
  const part = new PartialDownload();
  part.startWith(response);
  part.add(new Uint8Array(4));
  return part;
}

describe('a download that broke', () => {
  it('asks for the rest', () => {
    const part = broken(new Response(null, { headers }));
    expect(part.resumeHeaders()).toEqual({ Range: 'bytes=4-', 'If-Range': '"1"' });
    expect(part.total).toBe(10);
  });

  it('starts anew where the body was compressed, whose length and ranges count other bytes', () => {
    const part = broken(new Response(null, { headers: { ...headers, 'Content-Encoding': 'br' } }));
    expect(part.resumeHeaders()).toEqual({});
    expect(part.total).toBeUndefined();
  });

  it('starts anew where the file is of another origin, which would have to allow the headers', () => {
    const response = new Response(null, { headers });
    expect(
      broken(Object.defineProperty(response, 'type', { value: 'cors' })).resumeHeaders(),
    ).toEqual({});
  });
});
