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
  return parts.reduce<TextPart[]>((joined, part, index) => {
    const [before, previous] = [joined.at(-1), parts[index - 1]];
    const next = parts.at(index + 1);
    if (part.text.trim() === '' && before?.isForeign && next?.isForeign) {
      return [...joined.slice(0, -1), { text: before.text + part.text, isForeign: true }];
    }
    if (part.isForeign && before?.isForeign && previous.text.trim() === '') {
      return [...joined.slice(0, -1), { text: before.text + part.text, isForeign: true }];
    }
    return [...joined, part];
  }, []);
}

/** What stands for a foreign text where nothing can draw it: its code points. */
export function codePoints(text: string): string {
  return [...text]
    .map(
      (character) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('');
}
