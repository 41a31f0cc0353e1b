import { manifestFileName, parseManifest } from '@echonet/models';
import type { Manifest } from '@echonet/models';
import * as v from 'valibot';
import type { EchoNetConfig } from '../config';
import { readWithOfflineCopy } from './files';

/** A folder's name: a list of models cannot lead out of its own folder. */
const folderName = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+$/));

const index = v.object({
  models: v.pipe(v.array(folderName), v.minLength(1), v.maxLength(200)),
  viewClassifier: v.optional(folderName),
});

/** What index.json says of the folder it lies in. */
export type ModelIndex = v.InferOutput<typeof index>;

/** What addresses in the settings are relative to. */
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

/** The folders in which models are sought, each ending in a slash; at least one. */
export function sourcesOf({ modelSources }: EchoNetConfig, { bundle, page }: ModelUrls): string[] {
  return modelSources?.map((source) => folder(source, page)) ?? [folder('models/', bundle)];
}

/** @throws Error as a sentence when there is no list, or it names no model. */
export async function readIndex(source: string): Promise<ModelIndex> {
  const parsed = v.safeParse(index, await readJson(source, 'index.json'));
  if (parsed.success) return parsed.output;
  const [{ path }] = parsed.issues;
  throw new Error(
    path && path.length > 1
      ? `The list of models at ${source}index.json is wrong at ${v.getDotPath(parsed.issues[0])}: ` +
          'it may name folders beside itself only.'
      : `The list of models at ${source}index.json names none.`,
  );
}

/** @throws Error as a sentence when there is no manifest, or it cannot be used. */
export async function readManifest(source: string, name: string): Promise<FoundModel> {
  const modelUrl = folder(name, source);
  return { manifest: parseManifest(await readJson(modelUrl, manifestFileName)), modelUrl };
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
