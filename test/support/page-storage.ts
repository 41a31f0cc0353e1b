import type { Page } from '@playwright/test';

/**
 * Everything that the page's origin has stored, as text: web storage, cookies, IndexedDB, and of the
 * Cache API the addresses and the text documents.
 */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name } of await indexedDB.databases()) {
      if (!name) {
        continue;
      }
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        const records = await new Promise((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
        parts.push({ name, store, records });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const type = response?.headers.get('Content-Type') ?? '';
        parts.push({
          name,
          url: request.url,
          text: /json|text/.test(type) && (await response!.text()),
        });
      }
    }
    return JSON.stringify(parts);
  });
}
