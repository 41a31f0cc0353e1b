import { download, DownloadFault } from './download';
import type { DownloadOptions } from './download';
import type { Patience, ReadOptions } from './model-files';
import { ModelStore } from './model-store';
import type { StoredDocument } from './model-store';

/** Documents are small, and a reader waits for them. */
const defaultPatience: Patience = { retryAfterMs: [300, 1000], stallMs: 10_000 };

/** Manifests with their cards have some ten kilobytes; what compresses well can claim gigabytes. */
const mostBytes = 16e6;

/** Where there is a copy, one attempt is enough. */
const patienceWithCopy: Patience = { retryAfterMs: [], stallMs: 5_000 };

/** A document that is read from the network while there is one. */
export interface DocumentRead {
  readonly bytes: ArrayBuffer;
  /** When the document was stored; absent where the server has just given it. */
  readonly storedAt?: Date;
}

/**
 * Reads a JSON document that names models or their files: from the network, so that a new version is
 * seen at once, or, when no server answers, as it was stored when it was last read. For the page and
 * for workers.
 *
 * @throws DownloadFault, a sentence, when the server refuses, or does not answer and nothing is
 *   stored; the signal's reason when it was aborted.
 */
export async function readWithOfflineCopy(
  url: string,
  { onChunk, ...options }: ReadOptions & Pick<DownloadOptions, 'onChunk'> = {},
): Promise<DocumentRead> {
  const store = await ModelStore.open();
  const copy: StoredDocument | undefined = await store?.document(url);
  const patience = copy ? patienceWithCopy : defaultPatience;
  try {
    const { bytes } = await download(url, {
      patience,
      ...options,
      mostBytes,
      cache: 'no-cache',
      onChunk,
    });
    // Some networks answer everything with a page of their own, which is not to replace a copy.
    if (isJson(bytes)) await store?.keepDocument(url, bytes);
    return { bytes };
  } catch (error) {
    if (copy && error instanceof DownloadFault && error.isTemporary) return copy;
    throw error;
  }
}

/** Tells the reader that there is no server. */
export function offlineNote(storedAt: Date): string {
  const day = storedAt.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return `The server cannot be reached: EchoNet uses the model that was stored on ${day}.`;
}

function isJson(bytes: ArrayBuffer): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
