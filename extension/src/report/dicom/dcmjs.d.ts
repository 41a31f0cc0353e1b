/** The part of dcmjs that writes data sets; the package ships no types. */
declare module 'dcmjs' {
  type Elements = Record<string, { vr?: string; Value?: unknown[] }>;
  interface Logger {
    setLevel(level: 'silent'): void;
  }
  interface Dcmjs {
    readonly data: {
      readonly DicomMessage: {
        readFile(file: ArrayBuffer): { readonly meta: Elements; readonly dict: Elements };
      };
      readonly DicomMetaDictionary: {
        naturalizeDataset(elements: Elements): Record<string, unknown>;
        denaturalizeDataset(dataset: Readonly<Record<string, unknown>>): Elements;
      };
      readonly DicomDict: new (meta: Elements) => {
        dict: Elements;
        write(options?: { fragmentMultiframe?: boolean }): ArrayBuffer;
      };
    };
    readonly log: Logger & { getLogger(name: string): Logger };
  }
  const dcmjs: Dcmjs;
  export default dcmjs;
}
