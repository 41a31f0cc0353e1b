/** Glyphs of 5 x 7 dots: one base-32 digit per row, its bits the dots from left to right. */
const glyphs: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hpljhhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllrh',
  X: 'hha4ahh',
  Y: 'hha4444',
  Z: 'v1248gv',
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  '.': '00000cc',
  ',': '0000c48',
  ':': '0cc0cc0',
  '-': '000v000',
  '/': '01248g0',
  '%': 'op248j3',
};

/** Distance between letters and between lines, dots. */
export const letterWidth = 6;
export const lineHeight = 10;

/** Pixels per dot of text: about forty lines per screen. */
export const textScale = (Rows: number): number => Math.max(1, Math.round(Rows / 400));

/**
 * Calls `dot` for every dot of a line of text, relative to its upper left corner. Lower case is
 * written as upper case; unknown characters leave a gap.
 */
export function forEachDot(text: string, dot: (x: number, y: number) => void): void {
  [...text.toUpperCase()].forEach((letter, position) => {
    [...(glyphs[letter] ?? '')].forEach((digit, y) => {
      const bits = parseInt(digit, 32);
      for (let x = 0; x < 5; x++) {
        if (bits & (16 >> x)) {
          dot(position * letterWidth + x, y);
        }
      }
    });
  });
}
