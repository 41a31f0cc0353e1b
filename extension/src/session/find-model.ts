import { manifestFileName, parseManifest } from '@echonet/models';
import type { Manifest } from '@echonet/models';
import * as v from 'valibot';
import type { EchoNetConfig } from '../config';
import { readWithOfflineCopy } from '../model-files';

const index = v.object({
  models: v.pipe(v.array(v.string()), v.minLength(1)),
  viewClassifier: v.optional(v.string()),
});

type ModelIndex = v.InferOutput<typeof index>;

/** Where models are sought. */
export interface ModelUrls {
  /** Folder of the extension, ending in a slash. */
  readonly bundle: string;
  /** Address of the viewer, which the configuration's paths are relative to. */
  readonly page: string;
}

/** A model and where it lies. */
export interface FoundModel {
  readonly manifest: Manifest;
  /** Its folder, ending in a slash. */
  readonly modelUrl: string;
}

/**
 * Finds the model to use and reads its manifest; weights come later, in the worker.
 *
 * @throws Error as a sentence: what is missing, and where it was sought.
 */
export async function findModel(config: EchoNetConfig, urls: ModelUrls): Promise<FoundModel> {
  const modelsUrl = modelsUrlOf(config, urls);
  const found = await readManifest(
    modelsUrl,
    config.model ?? (await readIndex(modelsUrl)).models[0],
  );
  if (found.manifest.purpose === 'view') {
    throw new Error(
      `The model ${found.manifest.name} tells views apart and reads nothing of the heart; in ` +
        `${modelsUrl}index.json it belongs under viewClassifier.`,
    );
  }
  return found;
}

/**
 * Finds the view classifier, where there is one, and reads its manifest.
 *
 * @returns undefined when the configuration wants none, or neither it nor the list of models names
 *   one. A list that cannot be read names none: what is wrong with it is {@link findModel}'s to say.
 * @throws Error as a sentence, when there is one and it cannot be used.
 */
export async function findViewClassifier(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<FoundModel | undefined> {
  const modelsUrl = modelsUrlOf(config, urls);
  const id =
    config.viewClassifier ??
    (await readIndex(modelsUrl).catch((): Partial<ModelIndex> => ({}))).viewClassifier;
  if (id === undefined || id === false) return undefined;
  const found = await readManifest(modelsUrl, id);
  if (found.manifest.purpose !== 'view') {
    throw new Error(`The model ${found.manifest.name} is no view classifier; export it as one.`);
  }
  return found;
}

function modelsUrlOf({ modelSources }: EchoNetConfig, urls: ModelUrls): string {
  const source = modelSources?.[0];
  return source === undefined ? folder('models/', urls.bundle) : folder(source, urls.page);
}

async function readManifest(modelsUrl: string, id: string): Promise<FoundModel> {
  const modelUrl = folder(id, modelsUrl);
  return { manifest: parseManifest(await readJson(modelUrl, manifestFileName)), modelUrl };
}

async function readIndex(modelsUrl: string): Promise<ModelIndex> {
  const parsed = v.safeParse(index, await readJson(modelsUrl, 'index.json'));
  if (!parsed.success) {
    throw new Error(`The list of models at ${modelsUrl}index.json names none.`);
  }
  return parsed.output;
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
