import { describe, expect, it } from '@jest/globals';
import { decodeText } from './decode-text';

const text = 'FileName;Größe\r\nä.dcm;55\r\n';
const utf16le = Buffer.from(text, 'utf16le');
const utf16be = Buffer.from(utf16le).swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', utf16le],
    ['UTF-16 BE', utf16be],
    ['UTF-16 LE with byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with byte order mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it('reads an empty file', () => {
    expect(decodeText(new Uint8Array())).toBe('');
  });
});
