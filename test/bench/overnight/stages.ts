import type { CreateNetwork } from '@echonet/models';
import {
  archiveFor,
  archiveStudy,
  bundledModels,
  Decoder,
  forgetfulStore,
  modelsIn,
  networkMaker,
  openModels,
  readerFrom,
  readStudy,
  type ListedStudy,
} from '@echonet/training/testing';

export type Stage = 'fetch' | 'view gate' | 'predictions' | 'contours' | 'store';

export interface StageTimes {
  /** s */
  readonly total: number;
  /** s; what is left of the total is decoding and preparing of images. */
  readonly stages: Readonly<Record<Stage, number>>;
  readonly readClips: number;
}

/** Reads one study in this process as `echonet work` does, and tells where the time goes. */
export async function measureStages(
  dicomwebUrl: string,
  study: ListedStudy,
  folder: string,
): Promise<StageTimes> {
  const { signal } = new AbortController();
  const stages: Record<Stage, number> = {
    ...{ fetch: 0, 'view gate': 0, predictions: 0, contours: 0, store: 0 },
  };
  const timed = async <Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      stages[stage] += (performance.now() - startedAt) / 1000;
    }
  };
  const { createNetwork, description } = await networkMaker({});
  const measuring = (stage: Stage) => withForward(createNetwork, (work) => timed(stage, work));
  const bundled = await modelsIn(bundledModels);
  const parts = [
    await openModels({ models: bundled.models }, measuring('predictions')),
    await openModels(
      { models: [], viewClassifier: bundled.viewClassifier },
      measuring('view gate'),
    ),
    await openModels({ models: [], segmentation: bundled.segmentation }, measuring('contours')),
  ];
  const [predicting, gate, outlining] = parts;
  const dispose = () => parts.forEach((models) => models.dispose());
  const models = { ...gate, ...outlining, models: predicting.models, dispose };
  const decoder = new Decoder();
  const opened = readerFrom(
    { decoder, models, anyView: false, store: forgetfulStore },
    description,
    () => {
      decoder.close();
      dispose();
    },
  );
  try {
    const archive = archiveFor(dicomwebUrl, signal);
    opened.storeReports(archive);
    const source = archiveStudy(archive, study, {
      lists: `${folder}/lists`,
      incoming: `${folder}/incoming`,
    });
    const startedAt = performance.now();
    const read = await readStudy(
      opened.reader,
      {
        ...source,
        async list(stop) {
          const { clips, notes } = await timed('fetch', () => source.list(stop));
          return {
            notes,
            clips: clips.map((clip) => ({
              ...clip,
              file: () => timed('fetch', () => clip.file()),
            })),
          };
        },
      },
      { signal },
    );
    await timed('store', () => opened.reader.report!(read));
    return {
      total: (performance.now() - startedAt) / 1000,
      stages,
      readClips: read.clips.filter(({ outcome }) => outcome === 'read').length,
    };
  } finally {
    opened.close();
  }
}

function withForward(
  createNetwork: CreateNetwork,
  measured: (work: () => Promise<Float32Array>) => Promise<Float32Array>,
): CreateNetwork {
  return async (...parameters) => {
    const network = await createNetwork(...parameters);
    return new Proxy(network, {
      get(target, key) {
        if (key === 'forward') {
          return (greyValues: Float32Array) => measured(() => target.forward(greyValues));
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
}
