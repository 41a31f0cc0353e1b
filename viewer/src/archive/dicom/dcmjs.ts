import { createRequire } from 'node:module';

/** A data set as dcmjs parses it: the JSON model, with buffers where that has binary values. */
export type ParsedDataset = Record<string, { vr: string; Value?: unknown[] }>;

interface Logger {
  setLevel(level: string): void;
}

/** The part of dcmjs that the archive uses; the package ships no types. */
interface Dcmjs {
  log: Logger & { getLogger(name: string): Logger };
  data: {
    DicomMessage: {
      readFile(
        part10: ArrayBuffer,
        options: { ignoreErrors?: boolean; noCopy?: boolean; untilTag?: string },
      ): { meta: ParsedDataset; dict: ParsedDataset };
    };
    DicomMetaDictionary: {
      naturalizeDataset(dataset: unknown): Record<string, unknown>;
      dictionary: Record<string, { vr: string } | undefined>;
      nameMap: Record<string, { tag: string; vr: string } | undefined>;
    };
  };
}

const dcmjs = createRequire(import.meta.url)('dcmjs') as Dcmjs;
// Its warnings about odd files would fill the terminal; what is refused, the archive says itself.
dcmjs.log.setLevel('silent');
dcmjs.log.getLogger('validation.dcmjs').setLevel('silent');

/** dcmjs's data layer. */
export const { DicomMessage, DicomMetaDictionary } = dcmjs.data;
