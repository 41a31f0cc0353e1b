const storageKey = 'echonet-hints-seen';

type KeptTexts = Pick<Storage, 'getItem' | 'setItem'>;

/** @param storage undefined where the browser forbids it: then the hints come with every page */
export function areHintsSeen(storage: KeptTexts | undefined): boolean {
  try {
    return storage?.getItem(storageKey) === 'yes';
  } catch {
    return false;
  }
}

export function keepHintsSeen(storage: KeptTexts | undefined): void {
  try {
    storage?.setItem(storageKey, 'yes');
  } catch {
    // The browser keeps nothing for this page.
  }
}
