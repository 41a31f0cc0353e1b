import { download, DownloadFault } from './download';
import type { DownloadOptions } from './download';
import type { Patience, ReadOptions } from './model-files';
import { ModelStore } from './model-store';
import type { StoredDocument } from './model-store';

const defaultPatience: Patience = { retryAfterMs: [300, 1000], stallMs: 10_000 };

/** Manifests with their cards have some 10 kB; the limit guards against decompression bombs. */
const mostBytes = 16e6;

/** With an offline copy, one attempt is enough. */
const patienceWithCopy: Patience = { retryAfterMs: [], stallMs: 5_000 };

export interface DocumentRead {
  readonly bytes: ArrayBuffer;
  /** Absent if the server has just delivered it. */
  readonly storedAt?: Date;
}

/**
 * Reads a manifest or a list of models from the network, so that a new version is seen at once;
 * offline as it was last stored. For pages and workers.
 *
 * @throws DownloadFault, a sentence, when the server refuses, or does not answer and nothing is
 *   stored; the signal's reason when aborted
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
    // A captive portal's page must not replace the copy.
    if (isJson(bytes)) await store?.keepDocument(url, bytes);
    return { bytes };
  } catch (error) {
    if (copy && error instanceof DownloadFault && error.isTemporary) return copy;
    throw error;
  }
}

export function offlineNote(storedAt: Date): string {
  const day = storedAt.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return `Server not reachable: using the model stored on ${day}.`;
}

function isJson(bytes: ArrayBuffer): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
