/** A data set or sequence item under DICOM keywords, as `DicomMetaDictionary.naturalizeDataset` has it. */
export type NaturalizedDataset = Readonly<Record<string, unknown>>;
