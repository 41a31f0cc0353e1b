import { otherViewReason } from '@echonet/models';
import type { EchoNetConfig } from '../config';
import { messageOf } from '../sentence';
import { isNotThere } from './files';
import {
  readIndex,
  readSegmentationManifest,
  sourcesOf,
  type FoundSegmentation,
  type ModelUrls,
} from './model-sources';

export type OfferedSegmentation =
  FoundSegmentation | { readonly modelUrl: string; readonly problem: string };

/**
 * The segmentation models that the lists of models name, in their order; unusable ones with the reason,
 * without those whose folder is missing. Never rejects.
 */
export async function offeredSegmentations(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<readonly OfferedSegmentation[]> {
  const bySource = await Promise.all(sourcesOf(config, urls).map(offeredBy));
  return bySource.flat();
}

async function offeredBy(source: string): Promise<readonly OfferedSegmentation[]> {
  const { segmentation = [] } = await readIndex(source).catch(() => ({ segmentation: [] }));
  const read = [segmentation].flat().map((name) =>
    readSegmentationManifest(source, name).catch((error: unknown) => ({
      modelUrl: `${source}${name}/`,
      problem: messageOf(error),
      isMissing: error instanceof Error && isNotThere(error.cause),
    })),
  );
  return (await Promise.all(read)).flatMap((found) => {
    if ('manifest' in found) {
      const problem = otherViewReason(found.manifest);
      return problem === undefined ? found : { modelUrl: found.modelUrl, problem };
    }
    const { modelUrl, problem } = found;
    return found.isMissing ? [] : { modelUrl, problem };
  });
}
