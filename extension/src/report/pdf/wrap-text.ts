import { isForeign } from './foreign-text';
import type { MeasureText } from './page-items';
import type { TextRun, Tone } from './report-document';

export interface PlacedText {
  readonly text: string;
  readonly tone: Tone;
  readonly isBold: boolean;
  /** From the beginning of the line. */
  readonly x: number;
}

type Line = readonly PlacedText[];

interface Word {
  readonly text: string;
  readonly tone: Tone;
  readonly isBold: boolean;
}

/** Breaks runs of text into lines; a word that is too long for a line is broken too. */
export function wrapText(
  runs: readonly TextRun[],
  { width, size, measure }: { width: number; size: number; measure: MeasureText },
): Line[] {
  const widthOf = ({ text, isBold }: Pick<Word, 'text' | 'isBold'>) => measure(text, size, isBold);
  const lines: PlacedText[][] = [];
  let end = Infinity;
  for (const word of runs.flatMap(wordsOf).flatMap((each) => fitting(each, width, widthOf))) {
    const space = widthOf({ ...word, text: ' ' });
    const line = lines.at(-1);
    const previous = line?.at(-1);
    if (!line || !previous || end + space + widthOf(word) > width) {
      lines.push([{ ...word, x: 0 }]);
      end = widthOf(word);
      continue;
    }
    if (previous.tone === word.tone && previous.isBold === word.isBold) {
      line[line.length - 1] = { ...previous, text: `${previous.text} ${word.text}` };
    } else {
      line.push({ ...word, x: end + space });
    }
    end += space + widthOf(word);
  }
  return lines;
}

/** Words of scripts that may run from right to left stay together. */
function wordsOf({ text, tone = 'plain', isBold = false }: TextRun): Word[] {
  const groups: string[][] = [];
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const group = groups.at(-1);
    if (group && isForeign(group.at(-1)!.at(-1)!) && isForeign(part[0])) {
      group.push(part);
    } else {
      groups.push([part]);
    }
  }
  return groups.map((parts) => ({ text: parts.join(' '), tone, isBold }));
}

function fitting(word: Word, width: number, widthOf: (word: Word) => number): Word[] {
  if (widthOf(word) <= width) {
    return [word];
  }
  const parts: string[] = [''];
  for (const character of word.text) {
    const longer = parts.at(-1)! + character;
    if (parts.at(-1) !== '' && widthOf({ ...word, text: longer }) > width) {
      parts.push(character);
    } else {
      parts[parts.length - 1] = longer;
    }
  }
  return parts.map((text) => ({ ...word, text }));
}
