import { folderStore, forgetfulStore } from './clip/clip-store';
import { Decoder, type DecoderSettings } from './decoder/decoder';
import { networkMaker, type NetworkSettings } from './models/create-network';
import { bundledModels, modelsIn, type ModelFolders } from './models/model-folders';
import { openModels } from './models/open-models';
import type { StudyReader } from './study/read-study';

export interface ReaderSettings extends NetworkSettings {
  /** Folders that replace those that come with the viewer. */
  readonly models?: readonly string[];
  readonly viewClassifier?: string;
  /** false: no contours. */
  readonly segmentation?: string | false;
  /** Also read clips that only the view classifier turns away. */
  readonly anyView?: boolean;
  /** Where readings of clips are kept; nothing is kept unless given. */
  readonly stateFolder?: string;
  readonly decoder?: DecoderSettings;
}

export interface OpenedReader {
  readonly reader: StudyReader & { readonly decoder: Decoder };
  /** What computes, in words. */
  readonly description: string;
  close(): void;
}

/**
 * Loads the models and prepares the process that decodes.
 *
 * @throws {UserError} when a model or the backend cannot be used
 */
export async function openReader(settings: ReaderSettings): Promise<OpenedReader> {
  const { anyView = false, stateFolder } = settings;
  const folders = await modelFolders(settings);
  const { createNetwork, description } = await networkMaker(settings);
  const models = await openModels(folders, createNetwork);
  const decoder = new Decoder(settings.decoder);
  const store =
    stateFolder === undefined ? forgetfulStore : folderStore(stateFolder, { models, anyView });
  return {
    reader: { decoder, models, anyView, store },
    description,
    close() {
      decoder.close();
      models.dispose();
    },
  };
}

async function modelFolders(settings: ReaderSettings): Promise<ModelFolders> {
  const bundled = await modelsIn(bundledModels);
  const segmentation = settings.segmentation ?? bundled.segmentation;
  return {
    models: settings.models ?? bundled.models,
    viewClassifier: settings.viewClassifier ?? bundled.viewClassifier,
    ...(segmentation !== undefined && segmentation !== false && { segmentation }),
  };
}
