import type { NaturalizedDataset } from '@echonet/dicom';

/** One lossy compression of an image (PS3.3 C.7.6.1.1.5). */
export interface LossyCompression {
  readonly ratio: string;
  /** Defined Term, such as ISO_10918_1. */
  readonly method: string;
}

/** The lossy compressions of a source; empty where it has none or does not tell them. */
export function lossyHistory(instance: unknown): LossyCompression[] {
  const source = (instance ?? {}) as NaturalizedDataset;
  const values = (value: unknown) =>
    [value].flat().filter((each) => typeof each === 'string' || typeof each === 'number');
  const ratios = values(source.LossyImageCompressionRatio);
  const methods = values(source.LossyImageCompressionMethod);
  // Values correspond one by one.
  return ratios.length === methods.length
    ? ratios.map((ratio, index) => ({ ratio: String(ratio), method: String(methods[index]) }))
    : [];
}

/** Attributes of an image that the last compression was applied to. */
export function lossyAttributes(
  history: readonly LossyCompression[],
  last: LossyCompression,
): NaturalizedDataset {
  const all = [...history, last];
  return {
    LossyImageCompression: '01',
    LossyImageCompressionRatio: all.map(({ ratio }) => ratio),
    LossyImageCompressionMethod: all.map(({ method }) => method),
  };
}
