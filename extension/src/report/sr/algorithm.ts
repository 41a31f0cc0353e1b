import { codeItem, DCM, software, textItem, type WrittenItem } from '@echonet/dicom';

export interface Algorithm {
  readonly model: { readonly id: string; readonly version: string; readonly name: string };
  readonly sha256: string;
  readonly softwareVersion: string;
  /** Such as 'threshold=0.5'. */
  readonly parameters: readonly string[];
}

/** Prefix of the algorithm parameter that identifies the files of a model. */
export const modelHashParameter = 'model-sha256=';

/** Algorithm Identification (TID 4019). */
export function algorithmItems({
  model,
  sha256,
  softwareVersion,
  parameters,
}: Algorithm): WrittenItem[] {
  const mod = 'HAS CONCEPT MOD';
  const all = [
    `${modelHashParameter}${sha256}`,
    `software=${software.manufacturer} ${softwareVersion}`,
    ...parameters,
  ];
  return [
    textItem(mod, DCM.AlgorithmName, model.name),
    textItem(mod, DCM.AlgorithmVersion, `${model.id} ${model.version}`),
    textItem(mod, DCM.AlgorithmManufacturer, software.manufacturer),
    ...all.map((parameter) => textItem(mod, DCM.AlgorithmParameters, parameter)),
    codeItem(mod, DCM.AlgorithmFamily, DCM.ArtificialIntelligence),
  ];
}
