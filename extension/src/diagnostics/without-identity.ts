import type { DisplaySet } from '../host/contracts';

/** Stands where something was taken out. */
const removed = '‹removed›';

/** UIDs as DICOM writes them: at least four numbers, so that versions stay. */
const uid = /\b\d+(?:\.\d+){3,}\b/g;

/** Addresses; the name of a file of ours at their end tells nothing and helps. */
const address = /\b(?:https?|wado\w*|dicomweb|blob|file):[^\s"')]+/g;
const ourFile = /\/([\w-]+\.(?:json|bin|wasm|js))[.,;:]?$/;

/**
 * Takes out of a message whatever could tell whose study it is: UIDs, addresses, and every text that
 * stands in the headers of the study, from the patient's name to the description of a series.
 *
 * @param clipNames what the reader knows the clips by, which their descriptions are part of
 */
export function withoutIdentity(
  message: string,
  displaySets: readonly DisplaySet[],
  clipNames: readonly string[] = [],
): string {
  const texts = [...clipNames, ...headerTexts(displaySets)].sort((a, b) => b.length - a.length);
  const withoutAddresses = message.replace(address, (found) => {
    const file = ourFile.exec(found)?.[1];
    return file ? `${removed}/${file}` : removed;
  });
  return texts
    .reduce((text, secret) => text.replace(wholeWords(secret), removed), withoutAddresses)
    .replace(uid, removed);
}

/** All texts of all headers, and the words of names, which messages may hold one by one. */
function headerTexts(displaySets: readonly DisplaySet[]): Set<string> {
  const texts = new Set<string>();
  const add = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      for (const part of [value, ...value.split(/[\^=\\]/)]) {
        if (part.trim() !== '') texts.add(part.trim());
      }
    } else if (Array.isArray(value)) {
      // Long lists are pixels or tables.
      for (const item of value.slice(0, longestList)) add(item, depth + 1);
    } else if (typeof value === 'object' && value !== null && depth < deepest) {
      for (const item of Object.values(value).slice(0, longestList)) add(item, depth + 1);
    }
  };
  for (const { instances, instance } of displaySets) {
    add([...(instances ?? []), instance], 0);
  }
  return texts;
}

const deepest = 4;
const longestList = 500;

function wholeWords(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}
