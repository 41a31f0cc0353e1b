import { createRequire } from 'node:module';

interface Logger {
  setLevel(level: string): void;
}

/** Attributes by tag, as dcmjs reads and writes them. */
export type TaggedDataset = Record<string, { vr?: string; Value?: unknown[] }>;

/** The part of dcmjs that training uses; the package ships no types. */
interface Dcmjs {
  log: Logger & { getLogger(name: string): Logger };
  data: {
    DicomMessage: {
      readFile(
        part10: ArrayBuffer,
        options?: { ignoreErrors?: boolean },
      ): { meta: TaggedDataset; dict: TaggedDataset };
    };
    DicomMetaDictionary: {
      naturalizeDataset(dataset: TaggedDataset): Record<string, unknown>;
      denaturalizeDataset(dataset: Record<string, unknown>): TaggedDataset;
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
// Its warnings about odd files would drown our own messages, which name the file.
dcmjs.log.setLevel('silent');
dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');

/** dcmjs's data layer. */
export const { DicomMessage, DicomMetaDictionary, DicomDict } = dcmjs.data;
