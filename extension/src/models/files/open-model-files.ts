import { manifestFileName, mostFileBytes } from '@echonet/models';
import { download, type DownloadOptions } from './download';
import type { ModelFiles, Patience, ReadOptions } from './model-files';
import { defaultLimits, ModelStore } from './model-store';
import { namedFiles } from './named-files';
import { offlineNote, readWithOfflineCopy } from './offline-copy';
import { sha256Hex } from './sha256';

/** Weights are large, so a long wait pays off. */
const defaultPatience: Patience = { retryAfterMs: [500, 1500, 4000, 8000], stallMs: 30_000 };

const noStorage =
  'The browser stores no model files for this page (it does over HTTPS, outside private windows): ' +
  'the model is downloaded at each visit, and is not there offline.';
const noRoom = 'No browser storage left for the model: it is downloaded again at the next visit.';

/**
 * Opens a model's folder. Nothing is read before readFile is called, which must read the manifest
 * first, as loadModel does: the manifest says which bytes the other files must be.
 *
 * A file comes from the browser's storage if it lies there undamaged, under whatever address it was
 * downloaded; otherwise it is downloaded, and stored if it is what the manifest names. A download
 * that is interrupted goes on where it stopped (see PartialDownload) as long as the page lives;
 * after a reload, the file that was under way starts anew. Once all files are there, the storage is
 * tidied.
 *
 * readFile rejects with a sentence when a file cannot be had. A file that is not the one that the
 * manifest names is handed on, for loadModel to refuse, and never stored.
 *
 * @param modelUrl folder, ending in a slash
 */
export function openModelFiles(
  modelUrl: string,
  { signal, patience }: ReadOptions = {},
): ModelFiles {
  const manifestUrl = new URL(manifestFileName, modelUrl).href;
  const notes = new Set<string>();
  let bytesDownloaded = 0;
  const onChunk = (bytes: number) => void (bytesDownloaded += bytes);
  let opening: Promise<ModelStore | undefined> | undefined;
  /** SHA-256 by file name. */
  let hashes: ReadonlyMap<string, string> = new Map();
  let unread = new Set<string>();

  return {
    async readFile(fileName, onBytes) {
      signal?.throwIfAborted();
      const store = await (opening ??= ModelStore.open());
      if (!store) {
        notes.add(noStorage);
      }
      if (fileName === manifestFileName) {
        return readManifest();
      }
      const bytes = await readWeights(fileName, store, onBytes);
      signal?.throwIfAborted();
      unread.delete(fileName);
      if (unread.size === 0) {
        await store?.tidy(manifestUrl);
      }
      return bytes;
    },
    notes: () => [...notes],
    bytesDownloaded: () => bytesDownloaded,
  };

  async function readManifest(): Promise<ArrayBuffer> {
    const options = { signal, onChunk, ...(patience && { patience }) };
    const { bytes, storedAt } = await readWithOfflineCopy(manifestUrl, options);
    if (storedAt) {
      notes.add(offlineNote(storedAt));
    }
    hashes = namedFiles(bytes);
    unread = new Set(hashes.keys());
    return bytes;
  }

  async function readWeights(
    fileName: string,
    store: ModelStore | undefined,
    onBytes?: (bytesRead: number) => void,
  ): Promise<ArrayBuffer> {
    const hash = hashes.get(fileName);
    const stored = hash && (await store?.file(hash));
    if (stored) {
      if (await isFile(stored, hash)) {
        return stored;
      }
      await store?.forgetFile(hash);
    }
    const url = new URL(fileName, modelUrl).href;
    const options: DownloadOptions = {
      signal,
      patience: patience ?? defaultPatience,
      mostBytes: mostFileBytes,
      // Otherwise the HTTP cache would hold a second copy.
      cache: store ? 'no-store' : 'no-cache',
      onBytes,
      onChunk,
    };
    let file = await download(url, options);
    if (hash && file.isDoubtful && !(await isFile(file.bytes, hash))) {
      file = await download(url, options);
    }
    if (hash && store && (await isFile(file.bytes, hash))) {
      await keep(store, hash, file.bytes);
    }
    return file.bytes;
  }

  async function keep(store: ModelStore, hash: string, bytes: ArrayBuffer): Promise<void> {
    if (await store.keepFile(hash, bytes)) {
      return;
    }
    // Drops everything but the model in use.
    await store.tidy(manifestUrl, { ...defaultLimits, bytes: 0 });
    if (!(await store.keepFile(hash, bytes))) {
      notes.add(noRoom);
    }
  }
}

/** On plain HTTP there is no hash and no storage; loadModel verifies. */
async function isFile(bytes: ArrayBuffer, sha256: string): Promise<boolean> {
  const actual = await sha256Hex(bytes);
  return actual === undefined || actual === sha256;
}
