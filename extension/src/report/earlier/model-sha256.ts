import { DCM, isCode, type ContentItem } from '@echonet/dicom';
import { modelHashParameter } from '../sr/algorithm';

/** SHA-256 of the model that a measurement group names. */
export function modelSha256(group: readonly ContentItem[]): string | undefined {
  return group
    .filter((item) => isCode(item.name, DCM.AlgorithmParameters))
    .filter(({ text }) => text.startsWith(modelHashParameter))
    .map(({ text }) => text.slice(modelHashParameter.length))
    .find((hash) => /^[0-9a-f]{64}$/.test(hash));
}
