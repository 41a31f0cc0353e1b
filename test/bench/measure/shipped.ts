import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sum } from 'd3-array';

/** Sizes in bytes of a file of the plugin. */
export interface ShippedFile {
  readonly name: string;
  readonly kind: 'script' | 'wasm' | 'model';
  readonly raw: number;
  /** Uncompressed size for models, whose weights hardly shrink. */
  readonly gzip: number;
  readonly brotli: number;
}

/**
 * The files that a viewer loads of the built plugin: no source maps, no licence notices.
 *
 * @param directory dist/echonet
 * @returns undefined where there is no build
 */
export async function shippedFiles(directory: string): Promise<ShippedFile[] | undefined> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => undefined,
  );
  if (!names) {
    return undefined;
  }
  const files = names
    .filter((entry) => entry.isFile() && !/\.(map|txt)$/.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      const name = path.relative(directory, file).split(path.sep).join('/');
      const kind = kindOf(name);
      return { name, kind, ...(kind === 'model' ? uncompressed(content) : compressed(content)) };
    }),
  );
}

export function totalOf(files: readonly ShippedFile[], kind: ShippedFile['kind']): ShippedFile {
  const some = files.filter((file) => file.kind === kind);
  return {
    name: `${some.length} files`,
    kind,
    raw: sum(some, ({ raw }) => raw),
    gzip: sum(some, ({ gzip }) => gzip),
    brotli: sum(some, ({ brotli }) => brotli),
  };
}

function kindOf(name: string): ShippedFile['kind'] {
  if (name.startsWith('models/')) {
    return 'model';
  }
  return name.endsWith('.wasm') ? 'wasm' : 'script';
}

type Sizes = Pick<ShippedFile, 'raw' | 'gzip' | 'brotli'>;

function uncompressed({ length }: Buffer): Sizes {
  return { raw: length, gzip: length, brotli: length };
}

/** Highest levels, as for files that are compressed once and served often. */
function compressed(content: Buffer): Sizes {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params }).length,
  };
}
