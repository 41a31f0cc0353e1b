import { otherViewReason } from '@echonet/models';
import type { EchoNetConfig } from '../config';
import { messageOf } from '../sentence';
import {
  readIndex,
  readManifest,
  sourcesOf,
  type FoundModel,
  type ModelUrls,
} from './model-sources';

export type OfferedModel =
  | FoundModel
  | {
      /** Of the model, or of the source whose list is unreadable. */
      readonly modelUrl: string;
      readonly problem: string;
    };

/**
 * All models of all sources in their order except view classifiers; unusable ones with the reason.
 * Never rejects.
 */
export async function offeredModels(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<readonly OfferedModel[]> {
  const bySource = await Promise.all(sourcesOf(config, urls).map(offeredBy));
  return bySource.flat().filter((offer) => !('manifest' in offer) || isReader(offer));
}

async function offeredBy(source: string): Promise<OfferedModel[]> {
  try {
    const { models } = await readIndex(source);
    return await Promise.all(
      models.map((name) =>
        readManifest(source, name).catch((error: unknown) => ({
          modelUrl: `${source}${name}/`,
          problem: messageOf(error),
        })),
      ),
    );
  } catch (error) {
    return [{ modelUrl: source, problem: messageOf(error) }];
  }
}

function isReader({ manifest }: FoundModel): boolean {
  return (manifest.purpose ?? 'reading') === 'reading' && otherViewReason(manifest) === undefined;
}
