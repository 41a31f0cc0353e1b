/** Characters of WinAnsiEncoding (ISO 32000-1 annex D.2) beyond Latin-1. */
const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Whether the fonts that every PDF reader has lack a character. */
export function isForeign(character: string): boolean {
  return !/[\x20-\x7e\xa1-\xff]/.test(character) && !beyondLatin1.includes(character);
}

/** Text with one kind of space, of minus and of hyphen, without control characters. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2212\u2010\u2011]/g, '-')
    .replace(/\u00ad|\u200b/g, '')
    .replace(/[\s\p{Cc}\p{Zs}]/gu, ' ');
}

export interface TextPart {
  readonly text: string;
  /** To be drawn as an image. */
  readonly isForeign: boolean;
}

/**
 * Parts of a plain text that the fonts have and lack; spaces between foreign characters go with them, so
 * that a script that runs from right to left is drawn as a whole.
 */
export function textParts(text: string): TextPart[] {
  const parts: { text: string; isForeign: boolean }[] = [];
  for (const character of text) {
    const last = parts.at(-1);
    const foreign = isForeign(character);
    if (last?.isForeign === foreign) {
      last.text += character;
    } else {
      parts.push({ text: character, isForeign: foreign });
    }
  }
  const joined: { text: string; isForeign: boolean }[] = [];
  for (const [index, { text, isForeign: foreign }] of parts.entries()) {
    const before = joined.at(-1);
    const isBetween = isBlank(text) && parts.at(index + 1)?.isForeign === true;
    const isAfterBlank = foreign && index > 0 && isBlank(parts[index - 1].text);
    if (before?.isForeign && (isBetween || isAfterBlank)) {
      before.text += text;
    } else {
      joined.push({ text, isForeign: foreign });
    }
  }
  return joined;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** What stands for a foreign text where nothing can draw it: its code points. */
export function codePoints(text: string): string {
  return [...text]
    .map(
      (character) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('');
}
