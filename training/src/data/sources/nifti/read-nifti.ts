import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseNifti, type NiftiImage } from './parse-nifti';

/** Largest content that is unpacked, bytes: 1365 frames of 1024 x 768 bytes. */
const largestContent = 2 ** 30;

const unpack = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

/**
 * Reads a NIfTI-1 file, compressed (.nii.gz) or not (.nii).
 *
 * @param name subject of errors
 * @throws Error with one sentence: missing, not gzip, truncated, or refused by
 *   parseNifti
 */
export async function readNifti(file: string, name = path.basename(file)): Promise<NiftiImage> {
  const content = await contentOf(file, name);
  return parseNifti(await unpacked(content, file, name), name);
}

async function contentOf(file: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT' ? `${name} is missing.` : `${name} cannot be read (${code}).`,
      { cause: error },
    );
  }
}

async function unpacked(content: Uint8Array, file: string, name: string): Promise<Uint8Array> {
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  if (!isGzip) {
    if (file.toLowerCase().endsWith('.gz')) {
      throw new Error(`${name} is not compressed by gzip, though its name ends in .gz.`);
    }
    return content;
  }
  try {
    return await unpack(content, { maxOutputLength: largestContent });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'Z_BUF_ERROR'
        ? 'is truncated'
        : code === 'ERR_BUFFER_TOO_LARGE'
          ? `holds more than ${largestContent / 2 ** 20} MiB`
          : `is damaged (${message})`;
    throw new Error(`${name} ${reason}; copy it again.`, { cause: error });
  }
}
