import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UserError } from '@echonet/command-line';
import {
  loadReadingModel,
  loadSegmentationModel,
  manifestFileName,
  modelHash,
  ModelRefusal,
  otherViewReason,
  parseAnyManifest,
  type AnyManifest,
  type CreateNetwork,
  type CreateSession,
  type Model,
  type OnnxModel,
  type SegmentationModel,
} from '@echonet/models';
import { createFolderSession } from '../../learning/onnx/node-session';
import { modelFolderReader } from '../../learning/read-model-folder';
import type { ModelFolders, ReadsOnly } from './model-folders';

/** A model as results name it. */
export interface ModelName {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  /** Whether it was trained and evaluated on simulated patients. */
  readonly simulated: boolean;
  /** The data that it was trained and evaluated on, and numbers of patients. */
  readonly data: string;
  readonly patients: { readonly train: number; readonly validation: number; readonly test: number };
  /** Licence of the weights where their data demand one. */
  readonly licence?: string;
  /** SHA-256 over its files, as reports give it. */
  readonly sha256: string;
}

export interface NamedModel<Loaded> {
  readonly name: ModelName;
  readonly model: Loaded;
  /** Which clips it reads; all unless given. */
  readonly readsOnly?: ReadsOnly;
}

/** The networks that read a clip. */
export interface ReadingModels {
  readonly models: readonly NamedModel<Model | OnnxModel>[];
  readonly viewClassifier?: NamedModel<Model | OnnxModel>;
  readonly segmentation?: NamedModel<SegmentationModel>;
  dispose(): void;
}

/**
 * Loads the models to read with.
 *
 * @throws {UserError} when a folder holds no model, a damaged one, or one of another purpose
 */
export async function openModels(
  folders: ModelFolders,
  createNetwork: CreateNetwork,
): Promise<ReadingModels> {
  const opened: { dispose(): void }[] = [];
  const dispose = () => opened.splice(0).forEach((model) => model.dispose());
  const open = async <Loaded extends { manifest: AnyManifest; dispose(): void }>(
    folder: string,
    purpose: Purpose,
    load: (
      read: ReturnType<typeof modelFolderReader>,
      options: { createNetwork: CreateNetwork; createSession: CreateSession },
    ) => Promise<Loaded>,
  ): Promise<NamedModel<Loaded>> => {
    await requirePurpose(folder, purpose);
    const model = await load(modelFolderReader(folder), {
      createNetwork,
      createSession: createFolderSession,
    });
    opened.push(model);
    return { name: nameOf(model.manifest), model };
  };
  try {
    const models = [];
    for (const { folder, readsOnly } of folders.models) {
      const model = await open(folder, 'reading', loadReadingModel);
      models.push({ ...model, ...(readsOnly && { readsOnly }) });
    }
    const { viewClassifier, segmentation } = folders;
    return {
      models,
      ...(viewClassifier !== undefined && {
        viewClassifier: await open(viewClassifier, 'view', loadReadingModel),
      }),
      // Weights under another licence are a download of their own, as in the viewer.
      ...(segmentation !== undefined &&
        existsSync(path.join(segmentation, manifestFileName)) && {
          segmentation: await open(segmentation, 'segmentation', loadSegmentationModel),
        }),
      dispose,
    };
  } catch (error) {
    dispose();
    throw error instanceof ModelRefusal ? new UserError(error.message, { cause: error }) : error;
  }
}

type Purpose = 'reading' | 'view' | 'segmentation' | 'quality';

const purposes: Readonly<Record<Purpose, string>> = {
  reading: 'predicts numbers',
  view: 'tells views apart',
  segmentation: 'outlines the heart',
  quality: 'grades images',
};

async function requirePurpose(folder: string, wanted: Purpose): Promise<void> {
  const manifest = await readManifest(folder);
  const purpose = manifest.purpose ?? 'reading';
  if (purpose !== wanted) {
    throw new UserError(
      `${folder} holds a model that ${purposes[purpose]}; name one that ${purposes[wanted]}.`,
    );
  }
  const reason = wanted === 'view' ? undefined : otherViewReason(manifest);
  if (reason !== undefined) {
    throw new UserError(`The model in ${folder} cannot be used: ${reason}`);
  }
}

async function readManifest(folder: string): Promise<AnyManifest> {
  const file = path.join(folder, manifestFileName);
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      `${folder} holds no model (there is no ${manifestFileName}); name a folder that echonet export has written.`,
      { cause },
    );
  }
  try {
    return parseAnyManifest(JSON.parse(text));
  } catch (cause) {
    throw new UserError(`The model in ${folder} cannot be used: ${messageOf(cause)}`, { cause });
  }
}

function nameOf(manifest: AnyManifest): ModelName {
  const { id, version, name, provenance } = manifest;
  const { simulated, data, patients, licence } = provenance;
  return {
    id,
    version,
    name,
    simulated,
    data,
    patients,
    ...(licence !== undefined && { licence }),
    sha256: modelHash(manifest),
  };
}

/** All models, the view classifier first and the segmentation last. */
export function loadedModels({
  models,
  viewClassifier,
  segmentation,
}: Omit<ReadingModels, 'dispose'>): NamedModel<Model | OnnxModel | SegmentationModel>[] {
  return [viewClassifier, ...models, segmentation].filter((model) => model !== undefined);
}

/** Names of all models, in the order of {@link loadedModels}. */
export function listOfModels(models: Omit<ReadingModels, 'dispose'>): ModelName[] {
  return loadedModels(models).map(({ name }) => name);
}
