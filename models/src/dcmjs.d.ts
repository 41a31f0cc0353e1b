/** The part of dcmjs that specs read sample files with; dcmjs ships no types. */
declare module 'dcmjs' {
  type Elements = Record<string, { vr: string; Value: unknown[] }>;
  interface Logger {
    setLevel(level: 'silent'): void;
  }
  interface Dcmjs {
    readonly data: {
      readonly DicomMessage: {
        /** @throws Error for what is no DICOM file */
        readFile(
          file: ArrayBuffer,
          options?: { ignoreErrors?: boolean },
        ): { readonly meta: Elements; readonly dict: Elements };
      };
      readonly DicomMetaDictionary: {
        naturalizeDataset(elements: Elements): Record<string, unknown>;
      };
    };
    readonly log: Logger & { getLogger(name: string): Logger };
  }
  const dcmjs: Dcmjs;
  export default dcmjs;
}
