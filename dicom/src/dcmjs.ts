import { createRequire } from 'node:module';

interface Logger {
  setLevel(level: string): void;
}

/** Attributes by tag, as dcmjs writes them. */
export type TaggedDataset = Record<string, { vr?: string; Value?: unknown[] }>;

/** Attributes by tag, as dcmjs parses them: the DICOM JSON model with buffers for binary values. */
export type ParsedDataset = Record<string, { vr: string; Value?: unknown[] }>;

/** The part of dcmjs that this project uses; the package ships no types. */
interface Dcmjs {
  log: Logger & { getLogger(name: string): Logger };
  data: {
    DicomMessage: {
      readFile(
        part10: ArrayBuffer,
        options?: { ignoreErrors?: boolean; noCopy?: boolean; untilTag?: string },
      ): { meta: ParsedDataset; dict: ParsedDataset };
    };
    DicomMetaDictionary: {
      naturalizeDataset(dataset: TaggedDataset): Record<string, unknown>;
      denaturalizeDataset(dataset: Readonly<Record<string, unknown>>): TaggedDataset;
      dictionary: Record<string, { vr: string } | undefined>;
      nameMap: Record<string, { tag: string; vr: string } | undefined>;
    };
    DicomDict: new (meta: TaggedDataset) => {
      dict: TaggedDataset;
      write(options?: {
        allowInvalidVRLength?: boolean;
        fragmentMultiframe?: boolean;
      }): ArrayBuffer;
    };
  };
}

const dcmjs = createRequire(import.meta.url)('dcmjs') as Dcmjs;
// Callers name the file in their own messages; dcmjs's warnings do not.
dcmjs.log.setLevel('silent');
dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');

export const { DicomMessage, DicomMetaDictionary, DicomDict } = dcmjs.data;
