/**
 * Returns the content of the first part of a multipart answer (RFC 2046), or the whole answer where it
 * is not multipart. A last boundary that is missing is tolerated: some servers leave it out.
 *
 * @throws Error as a sentence when the answer has no part
 */
export function firstPart(body: Uint8Array, contentType: string): Uint8Array {
  if (!/^\s*multipart\//i.test(contentType)) {
    return body;
  }
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  const begin = boundary === undefined ? -1 : indexOf(body, `--${boundary}`, 0);
  const headers = begin < 0 ? -1 : indexOf(body, '\r\n\r\n', begin);
  if (headers < 0) {
    throw new Error('The answer of the archive has no part with pixels.');
  }
  const content = headers + 4;
  const end = indexOf(body, `\r\n--${boundary}`, content);
  return body.subarray(content, end < 0 ? body.length : end);
}

/** Offset of an ASCII text, or -1. */
function indexOf(body: Uint8Array, text: string, from: number): number {
  const wanted = [...text].map((character) => character.charCodeAt(0));
  for (let at = body.indexOf(wanted[0], from); at >= 0; at = body.indexOf(wanted[0], at + 1)) {
    if (wanted.every((code, i) => body[at + i] === code)) {
      return at;
    }
  }
  return -1;
}
