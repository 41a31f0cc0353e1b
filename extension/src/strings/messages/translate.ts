/**
 * A sentence as it is written where it arises, in English, and in another language. `{}` stands for what the
 * sentence is told; in the other language `{1}` is the first of these.
 */
export type MessageTemplate = readonly [english: string, translation: string];

interface Pattern {
  readonly expression: RegExp;
  readonly translation: string;
  /** Characters that are the same in every message of the template. */
  readonly literalLength: number;
}

/** Nested reasons: a sentence around a cause around a detail. */
const mostNested = 4;

/**
 * Translates messages by templates. What is inserted into a sentence is translated as well; what has no
 * template stays as it is, so that it can still be searched for and reported.
 */
export function translator(templates: readonly MessageTemplate[]): (message: string) => string {
  const patterns = templates.map(patternOf).sort((a, b) => b.literalLength - a.literalLength);

  const whole = (message: string, depth: number): string | undefined => {
    for (const { expression, translation } of patterns) {
      const match = expression.exec(message);
      if (match) {
        return translation.replace(/\{(\d)\}/g, (_, index) =>
          inserted(match[Number(index)], depth),
        );
      }
    }
    return undefined;
  };

  const inserted = (part: string, depth: number): string => {
    if (/^-?\d+\.\d+$/.test(part)) {
      return part.replace('.', ',');
    }
    return depth < mostNested ? (translated(part, depth + 1) ?? part) : part;
  };

  /** Undefined where nothing of the message has a template. */
  const translated = (message: string, depth: number): string | undefined =>
    whole(message, depth) ?? bySentences(message, depth) ?? afterName(message, depth);

  /** Messages can be several sentences, of which a template can cover more than one. */
  const bySentences = (message: string, depth: number): string | undefined => {
    const sentences = message.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
    if (sentences.length < 2) {
      return undefined;
    }
    for (let count = sentences.length - 1; count > 0; count--) {
      const first = sentences.slice(0, count).join(' ');
      const rest = sentences.slice(count).join(' ');
      const start = whole(first, depth) ?? (count === 1 ? afterName(first, depth) : undefined);
      if (start !== undefined) {
        return `${start} ${translated(rest, depth) ?? rest}`;
      }
    }
    const [first, ...others] = sentences;
    const end = translated(others.join(' '), depth);
    return end === undefined ? undefined : `${first} ${end}`;
  };

  /** After the name of a clip or model: "Clip 1: the reason". */
  const afterName = (message: string, depth: number): string | undefined => {
    const [, name, reason] = /^(.+?): (.+)$/s.exec(message) ?? [];
    const translation = reason === undefined ? undefined : translated(reason, depth);
    return translation === undefined ? undefined : `${name}: ${translation}`;
  };

  return (message) => translated(message, 0) ?? message;
}

function patternOf([english, translation]: MessageTemplate): Pattern {
  const parts = english.split('{}');
  const source = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('(.+?)');
  return {
    expression: new RegExp(`^${source}$`, 's'),
    translation,
    literalLength: parts.join('').length,
  };
}
