import { isUid, newUid } from '@echonet/dicom';

const storageKey = 'echonet-device-uid';

/**
 * Device UID of this browser, drawn once and kept. Where the browser keeps nothing, it holds until the page
 * closes.
 *
 * @param storage undefined where the browser forbids it
 */
export function installationUid(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): string {
  try {
    const kept = storage?.getItem(storageKey);
    if (kept && isUid(kept)) {
      return kept;
    }
    storage?.setItem(storageKey, pageUid);
  } catch {
    // The browser keeps nothing for this page.
  }
  return pageUid;
}

const pageUid = newUid();

/** The page's own storage; reading the property throws where the browser forbids it. */
export function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
