import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
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
 * @param quick compress with the least effort
 * @returns undefined where there is no build
 */
export async function shippedFiles(
  directory: string,
  { quick }: { readonly quick: boolean },
): Promise<ShippedFile[] | undefined> {
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
      return { name, kind, ...(await sizesOf(content, kind, quick)) };
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

/**
 * Scripts at the highest levels, as for files that are compressed once and served often; WebAssembly, of
 * which ONNX Runtime brings 40 MB, at level 9, which takes a tenth of the time.
 */
async function sizesOf(content: Buffer, kind: ShippedFile['kind'], quick: boolean): Promise<Sizes> {
  const raw = content.length;
  if (kind === 'model') {
    return { raw, gzip: raw, brotli: raw };
  }
  const quality = kind === 'wasm' ? 9 : constants.BROTLI_MAX_QUALITY;
  const params = {
    [constants.BROTLI_PARAM_SIZE_HINT]: raw,
    [constants.BROTLI_PARAM_QUALITY]: quick ? constants.BROTLI_MIN_QUALITY : quality,
  };
  const [zipped, smallest] = await Promise.all([
    promisify(gzip)(content, {
      level: quick ? constants.Z_BEST_SPEED : constants.Z_BEST_COMPRESSION,
    }),
    promisify(brotliCompress)(content, { params }),
  ]);
  return { raw, gzip: zipped.length, brotli: smallest.length };
}
