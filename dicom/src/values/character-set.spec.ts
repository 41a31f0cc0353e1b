import { describe, expect, it } from '@jest/globals';
import { textDecoder } from './character-set';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const decode = (terms: string, hex: string, vr = 'PN') =>
  textDecoder(terms.split('\\'))!(bytes(hex), vr);

describe('textDecoder', () => {
  // Examples of PS3.5 annexes H, I and K.
  it.each([
    [
      'H.3.1, kanji and kana',
      '\\ISO 2022 IR 87',
      '59 61 6D 61 64 61 5E 54 61 72 6F 75 3D 1B 24 42 3B 33 45 44 1B 28 42 5E 1B 24 42 42 40 4F 3A 1B 28 42 3D 1B 24 42 24 64 24 5E 24 40 1B 28 42 5E 1B 24 42 24 3F 24 6D 24 26 1B 28 42',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'H.3.2, half-width katakana first',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      'D4 CF C0 DE 5E C0 DB B3 3D 1B 24 42 3B 33 45 44 1B 28 4A 5E 1B 24 42 42 40 4F 3A 1B 28 4A 3D 1B 24 42 24 64 24 5E 24 40 1B 28 4A 5E 1B 24 42 24 3F 24 6D 24 26 1B 28 4A',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    ],
    [
      'I.2, hangul and hanja',
      '\\ISO 2022 IR 149',
      '48 6F 6E 67 5E 47 69 6C 64 6F 6E 67 3D 1B 24 29 43 FB F3 5E 1B 24 29 43 D1 CE D4 D7 3D 1B 24 29 43 C8 AB 5E 1B 24 29 43 B1 E6 B5 BF',
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'K.2, simplified Chinese with code extensions',
      '\\ISO 2022 IR 58',
      '5A 68 61 6E 67 5E 58 69 61 6F 44 6F 6E 67 3D 1B 24 29 41 D5 C5 5E 1B 24 29 41 D0 A1 B6 AB',
      'Zhang^XiaoDong=张^小东',
    ],
    [
      'J.3, GB18030',
      'GB18030',
      '57 61 6E 67 5E 58 69 61 6F 44 6F 6E 67 3D CD F5 5E D0 A1 B6 AB',
      'Wang^XiaoDong=王^小东',
    ],
    ['J.1, UTF-8', 'ISO_IR 192', '57 61 6E 67 3D E7 8E 8B', 'Wang=王'],
  ])('reads %s', (_, terms, hex, text) => {
    expect(decode(terms, hex)).toBe(text);
  });

  it.each([
    ['ISO_IR 100', 'C4 6E 65 61 73', 'Äneas'],
    ['ISO_IR 101', 'A3 F3 64 BC', 'Łódź'],
    ['ISO_IR 109', 'C6 61 E6', 'Ĉaĉ'],
    ['ISO_IR 110', 'A9 6F BA', 'Šoē'],
    ['ISO_IR 144', 'BB EE DA 63 65 DC D1 E3 E0 D3', 'Люкceмбург'],
    ['ISO_IR 127', 'E2 C8 C7 E6 EA', 'قباني'],
    ['ISO_IR 126', 'C4 E9 EF ED F5 F3 E9 EF F2', 'Διονυσιος'],
    ['ISO_IR 138', 'F9 F8 E5 EF', 'שרון'],
    ['ISO_IR 148', 'C7 FD', 'Çı'],
    ['ISO_IR 203', 'A4 BC', '€Œ'],
    ['ISO_IR 13', 'D4 CF C0 DE', 'ﾔﾏﾀﾞ'],
    ['ISO_IR 166', 'CA C1 AA D2 C2', 'สมชาย'],
    ['GBK', 'CD F5', '王'],
    ['', '4D FC 6C 6C 65 72', 'Müller'],
    ['', '4D C3 BC 6C 6C 65 72', 'Müller'],
  ])('reads %j', (terms, hex, text) => {
    expect(decode(terms, hex)).toBe(text);
    if (terms.startsWith('ISO_IR')) {
      expect(decode(terms.replace('ISO_IR', 'ISO 2022 IR'), hex)).toBe(text);
    }
  });

  it.each([
    ['-A', '100', 'C4', 'Ä'],
    ['-B', '101', 'A3', 'Ł'],
    ['-C', '109', 'C6', 'Ĉ'],
    ['-D', '110', 'A9', 'Š'],
    ['-F', '126', 'C4', 'Δ'],
    ['-G', '127', 'E2', 'ق'],
    ['-H', '138', 'F9', 'ש'],
    ['-L', '144', 'BB', 'Л'],
    ['-M', '148', 'FD', 'ı'],
    ['-T', '166', 'CA', 'ส'],
    ['-b', '203', 'A4', '€'],
    [')I', '13', 'D4', 'ﾔ'],
    ['$B', '87', '3B33', '山'],
    ['$(D', '159', '3021', '丂'],
    ['$)A', '58', 'D5C5', '张'],
    ['$)C', '149', 'FBF3', '洪'],
  ])('switches with ESC %s to ISO 2022 IR %s', (sequence, number, hex, text) => {
    const escape = Buffer.from(`\x1b${sequence}`, 'latin1').toString('hex');
    const ascii = Buffer.from('\x1b(B', 'latin1').toString('hex');
    expect(decode(`\\ISO 2022 IR ${number}`, `41${escape}${hex}${ascii}42`)).toBe(`A${text}B`);
  });

  it('returns to the first set after delimiters and line ends, by value representation', () => {
    const korean = '1B 24 29 43 C8 AB';
    const latin = '\\ISO 2022 IR 149';
    expect(decode(latin, `${korean} 5E C4`)).toBe('홍^Ä');
    expect(decode(latin, `${korean} 0D 0A C4`, 'LT')).toBe('홍\r\nÄ');
    expect(decode(latin, `${korean} 5E B1 E6`, 'LO')).toBe('홍^길');
  });

  it('does not take the second byte of a character for a delimiter', () => {
    // 0x5C and 0x5E are bytes of JIS X 0208 characters.
    const kanji = '1B 24 42 3B 5C 30 5E 1B 28 42';
    expect(decode('\\ISO 2022 IR 87', kanji)).toHaveLength(2);
  });

  it('knows no other character set', () => {
    expect(textDecoder(['ISO_IR 999'])).toBeUndefined();
    expect(textDecoder(['constructor'])).toBeUndefined();
  });
});
