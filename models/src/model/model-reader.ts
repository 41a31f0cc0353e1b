import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8Text } from '../platform';
import { manifestFileName, ModelRefusal } from './manifest-fields';

export interface LoadProgress {
  /** The file in progress or read last. */
  readonly fileName: string;
  /** Over all files; decreases when a file is read again from its start. */
  readonly bytesRead: number;
  /** Known once the files are. */
  readonly bytesTotal?: number;
}

/**
 * Reads one file of the model's folder; rejects where it cannot.
 *
 * @param onBytes may be called with the bytes of the file read so far
 */
export type ReadModelFile = (
  fileName: string,
  onBytes?: (bytesRead: number) => void,
) => Promise<ArrayBuffer>;

interface ListedFiles {
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads the files of one model and reports how far it is. */
export class ModelReader {
  private bytesRead = 0;
  private bytesTotal: number | undefined;

  constructor(
    private readonly readFile: ReadModelFile,
    private readonly onProgress?: (progress: LoadProgress) => void,
  ) {}

  /** Reads echonet.json. @throws ModelRefusal when it cannot be read or is not JSON, and what parse throws */
  async manifest<Content>(parse: (json: unknown) => Content): Promise<Content> {
    const manifest = parse(jsonOf(manifestFileName, await this.file(manifestFileName)));
    this.report(manifestFileName);
    return manifest;
  }

  /** @throws ModelRefusal when the file cannot be read or is not the one that the manifest lists */
  async listedFile(manifest: ListedFiles, fileName: string): Promise<ArrayBuffer> {
    const bytes = await this.file(fileName);
    refuseWrongHash(manifest, fileName, bytes);
    return bytes;
  }

  private async file(fileName: string): Promise<ArrayBuffer> {
    const onBytes = (bytesOfFile: number) => this.report(fileName, bytesOfFile);
    const bytes = await this.readFile(fileName, onBytes).catch((cause: unknown) => {
      throw new ModelRefusal(
        `The model's file ${fileName} could not be read: ${messageOf(cause)}`,
        { cause },
      );
    });
    this.bytesRead += bytes.byteLength;
    return bytes;
  }

  /** @param further bytes of the files that are yet to be read */
  expect(further: number): void {
    this.bytesTotal = this.bytesRead + further;
  }

  report(fileName: string, bytesOfFile = 0): void {
    this.onProgress?.({
      fileName,
      bytesRead: this.bytesRead + bytesOfFile,
      bytesTotal: this.bytesTotal,
    });
  }
}

/** @throws ModelRefusal when the bytes are not JSON */
export function jsonOf(fileName: string, bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(utf8Text(bytes));
  } catch (cause) {
    const sentence = `The model's file ${fileName} is not JSON; export or download the model again.`;
    throw new ModelRefusal(sentence, { cause });
  }
}

/** @throws ModelRefusal when the file's SHA-256 is missing from the manifest or differs. */
export function refuseWrongHash(manifest: ListedFiles, fileName: string, bytes: ArrayBuffer): void {
  const expected = manifest.files[fileName];
  if (expected === undefined) {
    throw new ModelRefusal(
      `${manifestFileName} lists no hash for ${fileName}, so it cannot be trusted; ` +
        'export the model again.',
    );
  }
  if (bytesToHex(sha256(new Uint8Array(bytes))) !== expected) {
    throw new ModelRefusal(
      `The model's file ${fileName} is not the one that ${manifestFileName} was written for: ` +
        'its SHA-256 differs. It is damaged or was replaced; get the model again.',
    );
  }
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
