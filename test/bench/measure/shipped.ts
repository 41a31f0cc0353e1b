import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Bytes of one file of the plugin. */
export interface ShippedFile {
  readonly name: string;
  readonly kind: 'script' | 'wasm' | 'model';
  readonly raw: number;
  /** Models count as they are: weights hardly shrink. */
  readonly gzip: number;
  readonly brotli: number;
}

/**
 * The files of a build of the plugin, without source maps.
 *
 * @param directory dist/echonet
 * @returns undefined where there is no build
 */
export async function shippedFiles(directory: string): Promise<ShippedFile[] | undefined> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => undefined,
  );
  if (!names) return undefined;
  const files = names
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      const name = path.relative(directory, file).split(path.sep).join('/');
      const kind = kindOf(name);
      return { name, kind, ...(kind === 'model' ? asTheyAre(content) : compressed(content)) };
    }),
  );
}

/** Sums of what a reader's browser may fetch of one kind. */
export function totalOf(files: readonly ShippedFile[], kind: ShippedFile['kind']): ShippedFile {
  const some = files.filter((file) => file.kind === kind);
  const sum = (of: (file: ShippedFile) => number) =>
    some.reduce((total, file) => total + of(file), 0);
  return {
    name: `${some.length} files`,
    kind,
    raw: sum(({ raw }) => raw),
    gzip: sum(({ gzip }) => gzip),
    brotli: sum(({ brotli }) => brotli),
  };
}

function kindOf(name: string): ShippedFile['kind'] {
  if (name.startsWith('models/')) return 'model';
  return name.endsWith('.wasm') ? 'wasm' : 'script';
}

type Sizes = Pick<ShippedFile, 'raw' | 'gzip' | 'brotli'>;

function asTheyAre({ length }: Buffer): Sizes {
  return { raw: length, gzip: length, brotli: length };
}

/** At the levels at which files are compressed once and served often. */
function compressed(content: Buffer): Sizes {
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params }).length,
  };
}
