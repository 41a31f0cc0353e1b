import { namedFiles } from './named-files';

/** The version changes when what is stored can no longer be read. */
export const cacheName = 'echonet-model-files-v1';

/**
 * Keys are addresses that no server has: a file is found by its SHA-256, wherever it was downloaded
 * from, and a document by the address that it was read from.
 */
const filePrefix = 'https://model-files.invalid/sha256/';
const documentPrefix = 'https://model-files.invalid/document/';

const storedAtHeader = 'x-stored-at';

/** What is kept: of the model in use everything, of others what these limits leave room for. */
export interface StoreLimits {
  /** Manifests and lists of models. */
  readonly documents: number;
  /** Of all files together. */
  readonly bytes: number;
}

export const defaultLimits: StoreLimits = { documents: 16, bytes: 2 ** 30 };

/** A document as the server gave it last. */
export interface StoredDocument {
  readonly bytes: ArrayBuffer;
  readonly storedAt: Date;
}

/**
 * Files of models in the browser's storage: weights by their SHA-256, and the last of each document
 * that names them (echonet.json, index.json). Nothing of a patient is ever in it.
 *
 * Storage only saves time: whatever fails in it reads as "not there" or "not kept", never as an
 * error.
 */
export class ModelStore {
  private constructor(private readonly cache: Cache) {}

  /** undefined where the browser has no storage for this page: not on plain HTTP, for one. */
  static async open(): Promise<ModelStore | undefined> {
    if (typeof caches === 'undefined') return undefined;
    const cache = await quietly(() => caches.open(cacheName));
    return cache && new ModelStore(cache);
  }

  /** @returns unverified bytes */
  file(sha256: string): Promise<ArrayBuffer | undefined> {
    return quietly(async () => (await this.cache.match(filePrefix + sha256))?.arrayBuffer());
  }

  /** @returns whether there was room */
  async keepFile(sha256: string, bytes: ArrayBuffer): Promise<boolean> {
    const type = 'application/octet-stream';
    return (await quietly(() => this.put(filePrefix + sha256, bytes, type))) ?? false;
  }

  async forgetFile(sha256: string): Promise<void> {
    await quietly(() => this.cache.delete(filePrefix + sha256));
  }

  document(url: string): Promise<StoredDocument | undefined> {
    return quietly(async () => {
      const response = await this.cache.match(documentKey(url));
      return response && { bytes: await response.arrayBuffer(), storedAt: storedAt(response) };
    });
  }

  async keepDocument(url: string, bytes: ArrayBuffer): Promise<void> {
    await quietly(() => this.put(documentKey(url), bytes, 'application/json'));
  }

  /**
   * Makes room: keeps the documents that were seen last and the files that they name, and drops the
   * rest, among it every file that no document names any more.
   *
   * @param manifestUrl of the model in use; it and its files stay whatever the limits are
   */
  async tidy(manifestUrl: string, limits: StoreLimits = defaultLimits): Promise<void> {
    await quietly(async () => {
      const sizes = await this.fileSizes();
      const documents = await this.documents(manifestUrl);
      const wanted = new Set<string>();
      let bytes = 0;
      for (const [index, { key, files }] of documents.entries()) {
        const further = files.filter((file) => sizes.has(file) && !wanted.has(file));
        const size = further.reduce((sum, file) => sum + sizes.get(file)!, 0);
        const hasRoom = size === 0 || bytes + size <= limits.bytes;
        if ((index < limits.documents && hasRoom) || key === documentKey(manifestUrl)) {
          further.forEach((file) => wanted.add(file));
          bytes += size;
        } else {
          await this.cache.delete(key);
        }
      }
      for (const file of sizes.keys()) {
        if (!wanted.has(file)) await this.cache.delete(filePrefix + file);
      }
    });
  }

  private async put(key: string, bytes: ArrayBuffer, type: string): Promise<true> {
    const headers = {
      'Content-Type': type,
      'Content-Length': String(bytes.byteLength),
      [storedAtHeader]: new Date().toISOString(),
    };
    await this.cache.put(key, new Response(bytes, { headers }));
    return true;
  }

  /** Lengths in bytes by SHA-256. */
  private async fileSizes(): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const key of await this.keys(filePrefix)) {
      const length = (await this.cache.match(key))?.headers.get('Content-Length');
      sizes.set(key.slice(filePrefix.length), Number(length ?? 0));
    }
    return sizes;
  }

  /** The documents with the files that they name: one first, then those that were seen last. */
  private async documents(firstUrl: string): Promise<{ key: string; files: string[] }[]> {
    const documents: { key: string; files: string[]; seen: number }[] = [];
    for (const key of await this.keys(documentPrefix)) {
      const response = await this.cache.match(key);
      if (!response) continue;
      const seen = key === documentKey(firstUrl) ? Infinity : storedAt(response).getTime();
      documents.push({ key, seen, files: [...namedFiles(await response.arrayBuffer()).values()] });
    }
    return documents.sort((a, b) => (a.seen < b.seen ? 1 : a.seen > b.seen ? -1 : 0));
  }

  private async keys(prefix: string): Promise<string[]> {
    const keys = await this.cache.keys();
    return keys.map(({ url }) => url).filter((url) => url.startsWith(prefix));
  }
}

function documentKey(url: string): string {
  return documentPrefix + encodeURIComponent(url);
}

function storedAt({ headers }: Response): Date {
  return new Date(headers.get(storedAtHeader) ?? 0);
}

async function quietly<Value>(use: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await use();
  } catch {
    return undefined;
  }
}
