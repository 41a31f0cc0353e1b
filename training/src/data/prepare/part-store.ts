import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClipFacts, ClipImages, ImageContract } from '../prepared/images';
import type { ImagePart } from '../prepared/shards';

/** Folders whose code determines the prepared images: a change there makes stored images stale. */
const preparationCode = [
  '../../../../dicom/src/clip',
  '../../../../models/src/image',
  '../../../../models/src/measures',
  '../../../../dicom/src/cine',
  '../sources/camus',
  '../sources/echonet-dynamic',
  '../sources/nifti',
  '../sources/site-masks',
  '../sources/structure-mask',
  '../../../../phantom/src',
  '.',
];

let knownVersion: string | undefined;

/** SHA-256 of the code that prepares images. */
function preparationVersion(): string {
  if (knownVersion) {
    return knownVersion;
  }
  const hash = createHash('sha256');
  for (const folder of preparationCode) {
    const directory = fileURLToPath(new URL(folder, import.meta.url));
    const sources = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?<!\.spec)\.ts$/.test(name),
    );
    for (const name of sources.sort()) {
      hash.update(readFileSync(path.join(directory, name)));
    }
  }
  knownVersion = hash.digest('hex');
  return knownVersion;
}

/**
 * Cache of prepared images, so that an interrupted preparation resumes; keyed by the clip's
 * content, the sampling and the code that prepares images.
 */
export class PartStore {
  private readonly directory: string;

  constructor(
    root: string,
    private readonly contract: ImageContract,
    private readonly structures: boolean,
  ) {
    const { size, channels, frameIntervalMs, frameCount } = contract;
    const input = [size, channels, frameIntervalMs, frameCount, structures];
    const key = [...input, preparationVersion()].join('/');
    this.directory = path.join(root, createHash('sha256').update(key).digest('hex').slice(0, 16));
  }

  /**
   * The clip's images if present and complete; after a power failure a file may exist without its
   * content.
   *
   * @param contentHash of the clip's file
   */
  async find(contentHash: string): Promise<ImagePart | undefined> {
    const file = this.fileOf(contentHash);
    if (!existsSync(file)) {
      return undefined;
    }
    const { size, channels } = this.contract;
    const perFrame = size * size * (channels + Number(this.structures));
    const frameCount = (statSync(file).size - size * size) / perFrame;
    if (!Number.isInteger(frameCount) || frameCount <= 0) {
      return undefined;
    }
    try {
      return {
        file,
        frameCount,
        facts: JSON.parse(await readFile(`${file}.json`, 'utf8')) as ClipFacts,
      };
    } catch {
      return undefined;
    }
  }

  /** Stores a clip's images atomically. */
  async store(
    contentHash: string,
    { frames, mask, structures, facts: known = {} }: ClipImages,
  ): Promise<ImagePart> {
    const imagesSha256 = createHash('sha256').update(frames).digest('hex');
    const facts: ClipFacts = { ...known, imagesSha256 };
    const file = this.fileOf(contentHash);
    await mkdir(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}.partial`;
    await writeFile(`${file}.json`, JSON.stringify(facts));
    await writeFile(partial, Buffer.concat([frames, mask, structures ?? new Uint8Array()]));
    await rename(partial, file);
    const { size, channels } = this.contract;
    return { file, frameCount: frames.length / (size * size * channels), facts };
  }

  private fileOf(contentHash: string): string {
    return path.join(this.directory, contentHash.slice(0, 2), `${contentHash}.part`);
  }
}
