import type { DisplaySet } from '../host/contracts';

const removed = '‹removed›';

/** DICOM UIDs; at least four components, so that version numbers stay. */
const uid = /\b\d+(?:\.\d+){3,}\b/g;

/** URLs; the name of one of EchoNet's own files at the end is kept. */
const url = /\b(?:https?|wado\w*|dicomweb|blob|file):[^\s"')]+/g;
const ownFile = /\/([\w-]+\.(?:json|bin|wasm|js))[.,;:]?$/;

/**
 * Removes from a message whatever could identify the study: UIDs, URLs and every text of the study's
 * headers, from Patient's Name to Series Description.
 *
 * @param clipNames names of the clips, which contain Series Descriptions
 */
export function withoutIdentity(
  message: string,
  displaySets: readonly DisplaySet[],
  clipNames: readonly string[] = [],
): string {
  const texts = [...clipNames, ...headerTexts(displaySets)].sort((a, b) => b.length - a.length);
  const withoutUrls = message.replace(url, (found) => {
    const file = ownFile.exec(found)?.[1];
    return file ? `${removed}/${file}` : removed;
  });
  return texts
    .reduce((text, secret) => text.replace(wholeWords(secret), removed), withoutUrls)
    .replace(uid, removed);
}

/** All texts of all headers, and the components of names, which a message may contain alone. */
function headerTexts(displaySets: readonly DisplaySet[]): Set<string> {
  const texts = new Set<string>();
  const add = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      for (const part of [value, ...value.split(/[\^=\\]/)]) {
        if (part.trim() !== '') {
          texts.add(part.trim());
        }
      }
    } else if (Array.isArray(value)) {
      // Longer lists are pixels or lookup tables.
      for (const item of value.slice(0, longestList)) {
        add(item, depth + 1);
      }
    } else if (typeof value === 'object' && value !== null && depth < deepest) {
      for (const item of Object.values(value).slice(0, longestList)) {
        add(item, depth + 1);
      }
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
