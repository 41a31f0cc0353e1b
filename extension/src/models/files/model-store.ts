import { namedFiles } from './named-files';

/** Increase the version when the stored format changes. */
export const cacheName = 'echonet-model-files-v1';

/**
 * Cache keys are URLs of a reserved domain: files are found by SHA-256 whatever their origin,
 * documents by the URL they were read from.
 */
const filePrefix = 'https://model-files.invalid/sha256/';
const documentPrefix = 'https://model-files.invalid/document/';

const storedAtHeader = 'x-stored-at';

/** Limits of what is kept besides the model in use. */
export interface StoreLimits {
  readonly documents: number;
  readonly bytes: number;
}

export const defaultLimits: StoreLimits = { documents: 16, bytes: 2 ** 30 };

/** A document as last received. */
export interface StoredDocument {
  readonly bytes: ArrayBuffer;
  readonly storedAt: Date;
}

/**
 * Model files in the browser's Cache Storage: weights by SHA-256, and the latest echonet.json and
 * index.json by URL. It never holds patient data.
 *
 * Storage only saves time: a failing operation counts as "not found" or "not stored", never as an
 * error.
 */
export class ModelStore {
  private constructor(private readonly cache: Cache) {}

  /** undefined if Cache Storage is unavailable, as on plain HTTP. */
  static async open(): Promise<ModelStore | undefined> {
    if (typeof caches === 'undefined') return undefined;
    const cache = await quietly(() => caches.open(cacheName));
    return cache && new ModelStore(cache);
  }

  /** @returns unverified bytes */
  file(sha256: string): Promise<ArrayBuffer | undefined> {
    return quietly(async () => (await this.cache.match(filePrefix + sha256))?.arrayBuffer());
  }

  /** @returns false if the quota is exceeded */
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
   * Keeps the documents used last and the files that they name; drops the rest.
   *
   * @param manifestUrl of the model in use, which is kept whatever the limits
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

  /** Documents and the files that they name: `firstUrl` first, then by last use. */
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
