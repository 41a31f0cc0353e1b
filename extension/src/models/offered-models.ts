import type { EchoNetConfig } from '../config';
import { readIndex, readManifest, sourcesOf } from './model-sources';
import type { FoundModel, ModelUrls } from './model-sources';

/** A model that a source lists, or why it cannot be used. */
export type OfferedModel =
  | FoundModel
  | {
      /** Of the model, or of the source whose list cannot be read. */
      readonly modelUrl: string;
      readonly problem: string;
    };

/**
 * All the models that read, of all sources, in their order; those that cannot be used with the
 * reason. Never rejects.
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
  return manifest.purpose !== 'view';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
