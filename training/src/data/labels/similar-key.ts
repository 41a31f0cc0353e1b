/** A key that a row may have meant. */
export interface SimilarKey {
  readonly key: string;
  /** A clause; empty where the key says it. */
  readonly because: string;
}

/** How a table's key can differ from the clip's, from the slightest difference on. */
const forms: readonly { readonly of: (key: string) => string; readonly because: string }[] = [
  { of: plainPath, because: '' },
  { of: (key) => withoutSuffix(plainPath(key)), because: '' },
  { of: (key) => withoutSuffix(fileName(plainPath(key))), because: '' },
  {
    of: (key) => withoutSuffix(fileName(plainPath(key))).replace(/^0+(?=.)/, ''),
    because: 'spreadsheets drop leading zeros',
  },
];

/**
 * Finds the one key that differs from a written one only in case, folder, suffix or leading zeros.
 *
 * @param known keys of the clips
 * @returns a function that answers undefined where none or several are similar
 */
export function similarKeys(known: Iterable<string>): (written: string) => SimilarKey | undefined {
  const keys = [...new Set(known)];
  const byForm = forms.map(({ of, because }) => {
    const found = new Map<string, string | undefined>();
    for (const key of keys) {
      const form = of(key);
      found.set(form, found.has(form) ? undefined : key);
    }
    return { of, because, found };
  });
  return (written) => {
    const form = byForm.find(({ of, found }) => found.has(of(written)));
    const key = form?.found.get(form.of(written));
    return form && key !== undefined ? { key, because: form.because } : undefined;
  };
}

/** In composed characters: some file systems decompose them. */
function plainPath(key: string): string {
  return key
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '');
}

/** A UID has no suffix. */
function withoutSuffix(name: string): string {
  return name.replace(/\.[a-z][a-z0-9]{1,4}$/, '');
}

function fileName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** "; did you mean a.dcm", or nothing; goes at the end of a sentence. */
export function didYouMean(similar: SimilarKey | undefined): string {
  if (!similar) {
    return '';
  }
  return `; did you mean ${similar.key}${similar.because && ` (${similar.because})`}`;
}
