import { otherViewReason } from '@echonet/models';
import type { EchoNetConfig } from '../config';
import { isNotThere } from './files';
import {
  readIndex,
  readManifest,
  readSegmentationManifest,
  sourcesOf,
  type FoundModel,
  type FoundSegmentation,
  type ModelIndex,
  type ModelUrls,
} from './model-sources';

/**
 * Finds the default model and reads its manifest; the worker loads the weights.
 *
 * @param isOfRealPatients whether the clips are, for whom a list of models may name one of its own
 * @throws Error as a sentence: what is missing, and where it was looked for
 */
export async function findModel(
  config: EchoNetConfig,
  urls: ModelUrls,
  isOfRealPatients = false,
): Promise<FoundModel> {
  const sources = sourcesOf(config, urls);
  const real =
    isOfRealPatients && config.model === undefined ? await findRealModel(sources) : undefined;
  return requireReader(real ?? (await findUsualModel(sources, config.model)));
}

async function findUsualModel(
  sources: readonly string[],
  wanted: string | undefined,
): Promise<FoundModel> {
  const source = await sourceWith(sources, wanted);
  return readManifest(source, wanted ?? (await readIndex(source)).models[0]);
}

/** @throws Error as a sentence unless the model predicts numbers of the view that is read */
function requireReader(found: FoundModel): FoundModel {
  if (found.manifest.purpose === 'view' || found.manifest.purpose === 'quality') {
    const [does, place] =
      found.manifest.purpose === 'view'
        ? ['tells views apart', 'viewClassifier']
        : ['rates images', 'quality'];
    throw new Error(
      `The model ${found.manifest.name} ${does} and reads nothing of the heart; in ` +
        `${new URL('..', found.modelUrl).href}index.json it belongs under ${place}.`,
    );
  }
  refuseOtherView(found.manifest);
  return found;
}

/**
 * Finds the view classifier and reads its manifest.
 *
 * @returns undefined if the configuration disables it, or neither it nor a list of models names
 *   one; a list that cannot be read counts as naming none, since {@link findModel} reports it
 * @throws Error as a sentence if one is named that cannot be used
 */
export async function findViewClassifier(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<FoundModel | undefined> {
  if (config.viewClassifier === false) {
    return undefined;
  }
  const sources = sourcesOf(config, urls);
  const place = config.viewClassifier
    ? { source: sources[0], names: [config.viewClassifier] }
    : await listed(sources, 'viewClassifier');
  if (!place) {
    return undefined;
  }
  const found = await readFirstThere(place.source, place.names);
  if (found.manifest.purpose !== 'view') {
    throw new Error(`The model ${found.manifest.name} is no view classifier; export it as one.`);
  }
  return found;
}

/**
 * Finds the quality model and reads its manifest.
 *
 * @returns undefined where no list of models names one
 * @throws Error as a sentence if one is named that cannot be used
 */
export async function findQualityModel(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<FoundModel | undefined> {
  const place = await listed(sourcesOf(config, urls), 'quality');
  if (!place) {
    return undefined;
  }
  const found = await readManifest(place.source, place.names[0]);
  if (found.manifest.purpose !== 'quality') {
    throw new Error(`The model ${found.manifest.name} is no quality model; import it as one.`);
  }
  return found;
}

/**
 * Finds the segmentation model and reads its manifest, as {@link findViewClassifier} does.
 *
 * @returns of several the first whose folder is there; undefined if none is: weights under another
 *   licence are a download of their own
 * @throws Error as a sentence if one is there that cannot be used
 */
export async function findSegmentationModel(
  config: EchoNetConfig,
  urls: ModelUrls,
): Promise<FoundSegmentation | undefined> {
  if (config.segmentation === false) {
    return undefined;
  }
  const sources = sourcesOf(config, urls);
  const place = config.segmentation
    ? { source: sources[0], names: [config.segmentation] }
    : await listed(sources, 'segmentation');
  if (!place) {
    return undefined;
  }
  for (const name of place.names) {
    const found = await unlessMissing(readSegmentationManifest(place.source, name));
    if (found) {
      refuseOtherView(found.manifest);
      return found;
    }
  }
  return undefined;
}

function refuseOtherView(manifest: FoundModel['manifest'] | FoundSegmentation['manifest']): void {
  const reason = otherViewReason(manifest);
  if (reason !== undefined) {
    throw new Error(reason);
  }
}

/** Undefined where the model's folder is missing. */
async function unlessMissing<Found>(reading: Promise<Found>): Promise<Found | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && isNotThere(error.cause)) {
      return undefined;
    }
    throw error;
  }
}

/** Undefined where no source names one, or its folder is left out for its licence. */
async function findRealModel(sources: readonly string[]): Promise<FoundModel | undefined> {
  const place = await listed(sources, 'real');
  return place && unlessMissing(readManifest(place.source, place.names[0]));
}

/** The source that lists the model, else the first. */
async function sourceWith(sources: readonly string[], name: string | undefined): Promise<string> {
  if (name === undefined || sources.length === 1) {
    return sources[0];
  }
  for (const source of sources) {
    if ((await indexOrNone(source)).models?.includes(name)) {
      return source;
    }
  }
  return sources[0];
}

/** The first source that names models for the purpose. */
async function listed(
  sources: readonly string[],
  purpose: 'viewClassifier' | 'segmentation' | 'quality' | 'real',
): Promise<{ source: string; names: readonly string[] } | undefined> {
  for (const source of sources) {
    const named = (await indexOrNone(source))[purpose];
    if (named !== undefined) {
      return { source, names: typeof named === 'string' ? [named] : named };
    }
  }
  return undefined;
}

/** The manifest of the first model whose folder is there; a missing last one is an error. */
async function readFirstThere(source: string, names: readonly string[]): Promise<FoundModel> {
  const [name, ...others] = names;
  try {
    return await readManifest(source, name);
  } catch (error) {
    if (others.length > 0 && error instanceof Error && isNotThere(error.cause)) {
      return readFirstThere(source, others);
    }
    throw error;
  }
}

function indexOrNone(source: string): Promise<Partial<ModelIndex>> {
  return readIndex(source).catch(() => ({}));
}
