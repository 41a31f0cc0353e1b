/**
 * The language of the user's preferences as a BCP 47 tag. OHIF before 3.14 does not share its i18next
 * with extensions; every version keeps the language in local storage.
 */
export function hostLanguage(): string {
  return storedLanguage() ?? navigator.language;
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem('i18nextLng');
  } catch {
    // Browser settings can forbid access to storage.
    return null;
  }
}
