import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Model } from '@echonet/models';
import type { NamedModel, ReadingModels } from '../models/open-models';
import { readingModels } from '../reading-fixture';
import type { ClipReading } from './clip-reading';
import { folderStore } from './clip-store';

const models: ReadingModels = { models: [], dispose: () => {} };
const reading = (id: string): ClipReading => ({
  id,
  name: `Clip ${id}`,
  outcome: 'refused',
  reason: 'It is a still.',
  predictions: [],
  warnings: [],
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'echonet-clip-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function onlyFile(): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const [file] = entries.filter((entry) => entry.isFile());
  return path.join(file.parentPath, file.name);
}

describe('kept readings', () => {
  it('come back by study and clip', async () => {
    const store = folderStore(folder, { models, anyView: false });
    await store.keep('../study', reading('1'));
    await store.keep('../study', reading('2'));
    expect([...(await store.of('../study')).values()]).toEqual([reading('1'), reading('2')]);
    expect((await store.of('other')).size).toBe(0);
  });

  it('do not come back once a manifest or the list of clips to read has changed', async () => {
    const loaded = await readingModels();
    const of = (models: ReadingModels) =>
      folderStore(folder, { models, anyView: false }).of('study');
    await folderStore(folder, { models: loaded, anyView: false }).keep('study', reading('1'));
    expect((await of(loaded)).size).toBe(1);

    const view = loaded.viewClassifier;
    const [first] = loaded.models;
    const edited = (model: NamedModel<Model>, changes: Partial<Model['manifest']>) => ({
      ...model,
      model: { ...model.model, manifest: { ...model.model.manifest, ...changes } },
    });
    const tasks = view.model.manifest.tasks.map((task) => ({ ...task, decisionThreshold: 0.01 }));
    const contours = loaded.segmentation!;
    const quality = { ...contours.model.manifest.quality, ventricleCover: 0.5 };
    const changed: Partial<ReadingModels>[] = [
      { viewClassifier: edited(view, { tasks }) },
      { models: [edited(first, { version: '9.9.9' })] },
      { models: [{ ...first, readsOnly: 'simulated' }] },
      {
        segmentation: {
          ...contours,
          model: { ...contours.model, manifest: { ...contours.model.manifest, quality } },
        },
      },
    ];
    for (const change of changed) {
      expect((await of({ ...loaded, ...change })).size).toBe(0);
    }
    loaded.dispose();
  });

  it('lose only the line that a crash cut off', async () => {
    const store = folderStore(folder, { models, anyView: false });
    await store.keep('study', reading('1'));
    const whole = await readFile(await onlyFile(), 'utf8');
    const line = `\n${JSON.stringify(reading('2'))}`;
    for (let length = 0; length < line.length; length++) {
      await writeFile(await onlyFile(), whole + line.slice(0, length));
      await store.keep('study', reading('3'));
      expect([...(await store.of('study')).keys()]).toEqual(['1', '3']);
    }
    await appendFile(await onlyFile(), '\nnull\n{"id":1}\n[]');
    expect((await store.of('study')).size).toBe(2);
  });
});
