/**
 * The language of the host's preferences. The host's i18next is not shared with extensions before
 * OHIF 3.14; every version keeps the reader's choice under this key of the page's storage.
 */
export function hostLanguage(): string {
  return storedLanguage() ?? navigator.language;
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem('i18nextLng');
  } catch {
    // Readers and hospitals can forbid pages to store anything.
    return null;
  }
}
