import { manifestFileName, parseManifest } from '@echonet/models';
import type { Manifest } from '@echonet/models';
import * as v from 'valibot';
import type { EchoNetConfig } from '../config';
import { readWithOfflineCopy } from '../model-files';

const index = v.object({ models: v.pipe(v.array(v.string()), v.minLength(1)) });

/** A model and where it lies. */
export interface FoundModel {
  readonly manifest: Manifest;
  /** Its folder, ending in a slash. */
  readonly modelUrl: string;
}

/**
 * Finds the model to use and reads its manifest; weights come later, in the worker.
 *
 * @param urls.bundle folder of the extension, ending in a slash
 * @param urls.page address of the viewer, which the configuration's paths are relative to
 * @throws Error as a sentence: what is missing, and where it was sought.
 */
export async function findModel(
  config: EchoNetConfig,
  urls: { readonly bundle: string; readonly page: string },
): Promise<FoundModel> {
  const modelsUrl =
    config.modelsUrl === undefined
      ? folder('models/', urls.bundle)
      : folder(config.modelsUrl, urls.page);
  const model = config.model ?? (await firstModel(modelsUrl));
  const modelUrl = folder(model, modelsUrl);
  return { manifest: parseManifest(await readJson(modelUrl, manifestFileName)), modelUrl };
}

async function firstModel(modelsUrl: string): Promise<string> {
  const parsed = v.safeParse(index, await readJson(modelsUrl, 'index.json'));
  if (!parsed.success) {
    throw new Error(`The list of models at ${modelsUrl}index.json names none.`);
  }
  return parsed.output.models[0];
}

async function readJson(folderUrl: string, fileName: string): Promise<unknown> {
  const { bytes } = await readWithOfflineCopy(folderUrl + fileName).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`EchoNet found no model: ${why}`, { cause });
  });
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new Error(`EchoNet found no model: ${folderUrl}${fileName} is not JSON.`, { cause });
  }
}

function folder(path: string, base: string): string {
  return new URL(path.endsWith('/') ? path : `${path}/`, base).href;
}
