interface Logger {
  setLevel(level: 'silent'): void;
}

/** Attributes by tag ('0020000D'), to be written by dcmjs. */
export type TaggedDataset = Record<string, { vr?: string; Value?: unknown[] }>;

/** Attributes by tag, as dcmjs parses them: the DICOM JSON model with ArrayBuffers for binary values. */
export type ParsedDataset = Record<string, { vr: string; Value?: unknown[] }>;

/** The part of dcmjs that this project uses; the package ships no types. */
export interface Dcmjs {
  readonly log: Logger & { getLogger(name: string): Logger };
  readonly data: {
    readonly DicomMessage: {
      readFile(
        part10: ArrayBuffer,
        options?: { ignoreErrors?: boolean; noCopy?: boolean; untilTag?: string },
      ): { meta: ParsedDataset; dict: ParsedDataset };
    };
    readonly DicomMetaDictionary: {
      naturalizeDataset(dataset: TaggedDataset): Record<string, unknown>;
      denaturalizeDataset(dataset: Readonly<Record<string, unknown>>): TaggedDataset;
      readonly dictionary: Record<string, { vr: string } | undefined>;
      readonly nameMap: Record<string, { tag: string; vr: string } | undefined>;
    };
    readonly DicomDict: new (meta: TaggedDataset) => {
      dict: TaggedDataset;
      write(options?: {
        allowInvalidVRLength?: boolean;
        fragmentMultiframe?: boolean;
      }): ArrayBuffer;
    };
  };
}
