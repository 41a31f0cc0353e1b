import {
  manifestFileName,
  parseManifest,
  parseSegmentationManifest,
  type Manifest,
  type SegmentationManifest,
} from '@echonet/models';
import * as v from 'valibot';
import type { EchoNetConfig } from '../config';
import { messageOf } from '../sentence';
import { readWithOfflineCopy } from './files';

/** A list of models can name folders beside itself only. */
const folderName = v.pipe(v.string(), v.regex(/^(?!\.)[\w.-]+$/));

const index = v.object({
  models: v.pipe(v.array(folderName), v.minLength(1), v.maxLength(200)),
  /** Of several the first whose folder is there: weights under another licence may be left out. */
  viewClassifier: v.optional(v.union([folderName, v.pipe(v.array(folderName), v.minLength(1))])),
  /** As viewClassifier; the others can be compared with it. */
  segmentation: v.optional(v.union([folderName, v.pipe(v.array(folderName), v.minLength(1))])),
  /** Rates images. */
  quality: v.optional(folderName),
  /** Reads clips of real patients in place of the first of `models`, where its folder is there. */
  real: v.optional(folderName),
});

/** Content of index.json. */
export type ModelIndex = v.InferOutput<typeof index>;

/** Base URLs of relative URLs in the settings. */
export interface ModelUrls {
  /** The extension's folder, with a trailing slash. */
  readonly bundle: string;
  /** The viewer's page; paths in the configuration are relative to it. */
  readonly page: string;
}

export interface FoundModel {
  readonly manifest: Manifest;
  /** Its folder, with a trailing slash. */
  readonly modelUrl: string;
}

/** As {@link FoundModel}. */
export interface FoundSegmentation {
  readonly manifest: SegmentationManifest;
  readonly modelUrl: string;
}

/** Folders with models, each with a trailing slash; at least one. */
export function sourcesOf({ modelSources }: EchoNetConfig, { bundle, page }: ModelUrls): string[] {
  return modelSources?.map((source) => folder(source, page)) ?? [folder('models/', bundle)];
}

/** @throws Error as a sentence when there is no list or it names no model */
export async function readIndex(source: string): Promise<ModelIndex> {
  const parsed = v.safeParse(index, await readJson(source, 'index.json'));
  if (parsed.success) {
    return parsed.output;
  }
  const [{ path }] = parsed.issues;
  throw new Error(
    path && path.length > 1
      ? `The list of models at ${source}index.json is wrong at ${v.getDotPath(parsed.issues[0])}: ` +
          'it may name folders beside itself only.'
      : `The list of models at ${source}index.json names none.`,
  );
}

/** @throws Error as a sentence when there is no manifest or it is invalid */
export async function readManifest(source: string, name: string): Promise<FoundModel> {
  const modelUrl = folder(name, source);
  return { manifest: parseManifest(await readJson(modelUrl, manifestFileName)), modelUrl };
}

/** As {@link readManifest}, of a network that labels the pixels of images. */
export async function readSegmentationManifest(
  source: string,
  name: string,
): Promise<FoundSegmentation> {
  const modelUrl = folder(name, source);
  const json = await readJson(modelUrl, manifestFileName);
  return { manifest: parseSegmentationManifest(json), modelUrl };
}

async function readJson(folderUrl: string, fileName: string): Promise<unknown> {
  const { bytes } = await readWithOfflineCopy(folderUrl + fileName).catch((cause: unknown) => {
    const why = messageOf(cause);
    throw new Error(`No model found: ${why}`, { cause });
  });
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (cause) {
    throw new Error(`No model found: ${folderUrl}${fileName} is not JSON.`, { cause });
  }
}

function folder(path: string, base: string): string {
  return new URL(path.endsWith('/') ? path : `${path}/`, base).href;
}
