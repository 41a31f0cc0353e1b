import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  modelFiles,
  readerOf,
  segmentationModelFiles,
  viewClassifierFiles,
} from '@echonet/models/testing';

/**
 * Writes small networks with random weights, which take every clip for an A4C.
 *
 * @returns options of `echonet` that name them
 */
export async function smallModels(folder: string): Promise<string[]> {
  const write = async (name: string, files: Parameters<typeof readerOf>[0]) => {
    const target = path.join(folder, name);
    await mkdir(target, { recursive: true });
    const read = readerOf(files);
    for (const file of ['echonet.json', 'model.json', ...Object.keys(files.shards)]) {
      await writeFile(path.join(target, file), Buffer.from(await read(file)));
    }
    return target;
  };
  return [
    ...['--models', await write('reader', modelFiles())],
    ...['--view-classifier', await write('views', viewClassifierFiles(0))],
    ...['--segmentation', await write('contours', segmentationModelFiles())],
  ];
}
