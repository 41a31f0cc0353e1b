import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ByteRange, readLayout } from '@echonet/dicom/node';
import { messageOf, UserError } from '@echonet/command-line';
import { describeInstance, type InstanceDescription } from '../dicom/instance';
import { lockArchive } from './archive-lock';
import { Catalogue, searchAttributes, type CatalogueEntry } from './catalogue';
import { flushToDisk, makeFolder, moveIntoPlace, writeDurably } from './durable-files';

/** Content of the `.json` beside an instance; ignored when it does not match the file. */
interface InstanceRecord extends InstanceDescription {
  recordVersion: typeof recordVersion;
  fileSize: number;
  fileTimeMs: number;
  sha256: string;
}

/** Incremented when the description of an instance changes its shape or meaning. */
const recordVersion = 2;

/** The SOP Instance UID is already stored with different content. */
export class DuplicateInstance extends Error {
  override readonly name = 'DuplicateInstance';
  constructor(readonly identifiers: { SOPClassUID: string; SOPInstanceUID: string }) {
    super(
      `An instance with its SOP Instance UID ${identifiers.SOPInstanceUID} and other content is stored already; the stored one is kept.`,
    );
  }
}

/**
 * DICOM files in a folder: `studies/<study>/<series>/<instance>.dcm`, byte for byte as they came,
 * and beside each a `.json` with its header, so that starting up and searching open no DICOM file.
 *
 * A file arrives in `incoming/`, is flushed, and is renamed into place; only then is the store
 * acknowledged. Killed at any moment, the archive holds whole instances and every acknowledged one.
 */
export class Archive {
  readonly catalogue = new Catalogue();
  /** Sentences about files found damaged on opening; the files stay where they are. */
  readonly problems: string[] = [];
  private storing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly directory: string,
    private readonly unlock: () => Promise<void>,
  ) {}

  /**
   * Opens an archive folder, made if missing, and reads what is in it.
   *
   * @throws UserError when the folder cannot be used.
   */
  static async open(directory: string): Promise<Archive> {
    try {
      await makeFolder(directory);
      const archive = new Archive(directory, await lockArchive(directory));
      await rm(archive.incoming, { recursive: true, force: true });
      await makeFolder(archive.incoming);
      await makeFolder(archive.studies);
      await archive.readStudies();
      return archive;
    } catch (error) {
      if (error instanceof UserError) {
        throw error;
      }
      throw new UserError(`The archive folder ${directory} cannot be used: ${messageOf(error)}.`);
    }
  }

  /** Unlocks the folder after the store in progress has finished. */
  async close(): Promise<void> {
    await this.storing.catch(() => undefined);
    await this.unlock();
  }

  private get incoming(): string {
    return path.join(this.directory, 'incoming');
  }

  private get studies(): string {
    return path.join(this.directory, 'studies');
  }

  /** Path for an incoming file. Files left in `incoming/` are deleted when the archive opens. */
  newIncomingFile(): string {
    return path.join(this.incoming, randomUUID());
  }

  /**
   * Takes over a complete file from {@link newIncomingFile}. The same bytes may be stored again.
   *
   * @param incomingFile path of the file; it is gone afterwards, stored or not
   * @param check looks at the instance before it is stored and throws to refuse it
   * @throws MalformedDicom, UnfitInstance or DuplicateInstance; nothing is stored then.
   */
  store(
    incomingFile: string,
    check: (instance: InstanceDescription) => void = () => undefined,
  ): Promise<CatalogueEntry> {
    const stored = this.storing
      .catch(() => undefined)
      .then(() => this.storeAlone(incomingFile, check))
      .finally(() => rm(incomingFile, { force: true }));
    this.storing = stored.catch(() => undefined);
    return stored;
  }

  private async storeAlone(
    incomingFile: string,
    check: (instance: InstanceDescription) => void,
  ): Promise<CatalogueEntry> {
    const bytes = await readFile(incomingFile);
    const description = describeInstance(bytes);
    check(description);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = this.catalogue.findInstance(description.SOPInstanceUID);
    if (known) {
      if (known.sha256 === sha256) {
        return known;
      }
      throw new DuplicateInstance(description);
    }
    const folder = path.join(
      this.studies,
      description.StudyInstanceUID,
      description.SeriesInstanceUID,
    );
    await makeFolder(folder);
    const file = path.join(folder, `${description.SOPInstanceUID}.dcm`);
    await flushToDisk(incomingFile);
    await this.writeRecord(file, incomingFile, description, sha256);
    await moveIntoPlace(incomingFile, file);
    return this.addToCatalogue(file, description, sha256);
  }

  private async writeRecord(
    file: string,
    storedAs: string,
    description: InstanceDescription,
    sha256: string,
  ): Promise<InstanceRecord> {
    const { size, mtimeMs } = await stat(storedAs);
    const record: InstanceRecord = {
      ...description,
      recordVersion,
      fileSize: size,
      fileTimeMs: mtimeMs,
      sha256,
    };
    await writeDurably(this.newIncomingFile(), recordFile(file), JSON.stringify(record));
    return record;
  }

  private addToCatalogue(
    file: string,
    description: InstanceDescription,
    sha256: string,
  ): CatalogueEntry {
    const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, SOPClassUID, transferSyntaxUID } =
      description;
    const entry: CatalogueEntry = {
      StudyInstanceUID,
      SeriesInstanceUID,
      SOPInstanceUID,
      SOPClassUID,
      transferSyntaxUID,
      file,
      sha256,
      attributes: searchAttributes(description.metadata),
    };
    this.catalogue.add(entry);
    return entry;
  }

  private async readStudies(): Promise<void> {
    const names = await readdir(this.studies, { recursive: true });
    for (const name of names.filter((each) => each.endsWith('.dcm')).sort()) {
      const file = path.join(this.studies, name);
      try {
        const record = await this.readRecord(file);
        this.addToCatalogue(file, record, record.sha256);
      } catch (error) {
        this.problems.push(`${file} is left out: ${messageOf(error)}`);
      }
    }
  }

  /**
   * The description of a stored file: the record beside it, or, where that is missing or older than
   * the file, read afresh.
   */
  private async readRecord(file: string): Promise<InstanceRecord> {
    const { size, mtimeMs } = await stat(file);
    const text = await readFile(recordFile(file), 'utf8').catch(() => '{}');
    const record = parseRecord(text);
    if (record?.fileSize === size && record.fileTimeMs === mtimeMs) {
      return record;
    }
    const bytes = await readFile(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return this.writeRecord(file, file, describeInstance(bytes), sha256);
  }

  describe(entry: CatalogueEntry): Promise<InstanceDescription> {
    return this.readRecord(entry.file);
  }

  readFile(entry: CatalogueEntry): Promise<Buffer> {
    return readFile(entry.file);
  }

  /**
   * The bytes of one frame as stored; big-endian pixels are returned as little endian.
   *
   * @param frame its byte ranges, from the instance's frame table
   */
  async readFrame(
    entry: CatalogueEntry,
    { source, swapWords }: InstanceDescription['frames'],
    frame: ByteRange[],
  ): Promise<Buffer> {
    const parts =
      source === 'inflated'
        ? await this.readInflated(entry, frame)
        : await readRanges(entry.file, frame);
    const bytes = Buffer.concat(parts);
    return swapWords ? bytes.swap16() : bytes;
  }

  private async readInflated(entry: CatalogueEntry, ranges: ByteRange[]): Promise<Buffer[]> {
    const { bytes } = readLayout(await readFile(entry.file));
    return ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length));
  }
}

async function readRanges(file: string, ranges: ByteRange[]): Promise<Buffer[]> {
  const handle = await open(file, 'r');
  try {
    const parts: Buffer[] = [];
    for (const { offset, length } of ranges) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead !== length) {
        throw new Error(`${file} is shorter than when it was stored.`);
      }
      parts.push(buffer);
    }
    return parts;
  } finally {
    await handle.close();
  }
}

function recordFile(file: string): string {
  return file.replace(/\.dcm$/, '.json');
}

function parseRecord(text: string): InstanceRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<InstanceRecord>;
    return record.recordVersion === recordVersion ? (record as InstanceRecord) : undefined;
  } catch {
    return undefined;
  }
}
