import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Archive } from '../data/sources/dicomweb';
import { hasReport, storeReport, type ImageSettings } from './archive/store-report';
import { folderStore, forgetfulStore } from './clip/clip-store';
import { Decoder, type DecoderSettings } from './decoder/decoder';
import type { RemoteClipFile } from './decoder/messages';
import { networkMaker, type NetworkSettings } from './models/create-network';
import { bundledModels, modelsIn, type ModelFolders } from './models/model-folders';
import { openModels } from './models/open-models';
import type { StudyReader } from './study/read-study';
import { rulesKey, type ReadingRules } from './study/reading-rules';

export interface ReaderSettings extends NetworkSettings {
  /** Folders that replace those that come with the viewer. */
  readonly models?: readonly string[];
  readonly viewClassifier?: string;
  /** false: no contours. */
  readonly segmentation?: string | false;
  /** Also read clips that only the view classifier turns away. */
  readonly anyView?: boolean;
  /** Which clips may be read; all unless given. */
  readonly rules?: ReadingRules;
  /** Where readings of clips are kept; nothing is kept unless given. */
  readonly stateFolder?: string;
  readonly decoder?: DecoderSettings;
  /** Of stored PDFs, a BCP 47 tag; English unless given. */
  readonly language?: string;
}

export interface OpenedReader {
  readonly reader: StudyReader;
  /** What computes, in words. */
  readonly description: string;
  /** From now on, stores a report of each study that is read. @param images what is stored beside it */
  storeReports(archive: Archive, images?: Pick<ImageSettings, 'kinds' | 'incoming'>): void;
  /** Whether the archive has the report that reading these clips would make. */
  hasReport(archive: Archive, study: string, clipIds: readonly string[]): Promise<boolean>;
  close(): void;
}

/**
 * Loads the models and prepares the process that decodes.
 *
 * @throws {UserError} when a model or the backend cannot be used
 */
export async function openReader(settings: ReaderSettings): Promise<OpenedReader> {
  const { anyView = false, rules = {}, stateFolder, language } = settings;
  const folders = await modelFolders(settings);
  const { createNetwork, description } = await networkMaker(settings);
  const models = await openModels(folders, createNetwork);
  const decoder = new Decoder(settings.decoder);
  const store =
    stateFolder === undefined
      ? forgetfulStore
      : folderStore(folderOf(stateFolder, rules), { models, anyView });
  const parts = { decoder, models, anyView, rules, store, language };
  return readerFrom(parts, description, () => {
    decoder.close();
    models.dispose();
  });
}

/** A reader of these parts, which stores no reports yet. */
export function readerFrom(
  {
    language,
    ...parts
  }: Omit<StudyReader, 'report' | 'decoder'> & {
    readonly decoder: RemoteClipFile;
    readonly language?: string;
  },
  description: string,
  close: () => void,
): OpenedReader {
  const reader: Omit<StudyReader, 'report'> & { report?: StudyReader['report'] } = { ...parts };
  const { models, anyView } = parts;
  const reportParts = (archive: Archive) => ({
    archive,
    models,
    anyView,
    computedBy: description,
  });
  return {
    reader,
    description,
    storeReports(archive, images) {
      const { decoder } = parts;
      reader.report = (study) =>
        storeReport(
          { ...reportParts(archive), ...(images && { images: { ...images, decoder, language } }) },
          study,
        );
    },
    hasReport: (archive, study, clipIds) => hasReport(reportParts(archive), study, clipIds),
    close,
  };
}

/** Readings of clips that may not be read any more must not come back. */
function folderOf(stateFolder: string, rules: ReadingRules): string {
  const key = rulesKey(rules);
  if (key === undefined) {
    return stateFolder;
  }
  const hash = createHash('sha256').update(key).digest('hex');
  return path.join(stateFolder, `rules-${hash.slice(0, 16)}`);
}

async function modelFolders(settings: ReaderSettings): Promise<ModelFolders> {
  const bundled = await modelsIn(bundledModels);
  const segmentation = settings.segmentation ?? bundled.segmentation;
  return {
    models: settings.models?.map((folder) => ({ folder })) ?? bundled.models,
    viewClassifier: settings.viewClassifier ?? bundled.viewClassifier,
    ...(segmentation !== undefined && segmentation !== false && { segmentation }),
  };
}
