import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { temporaryFolders } from '../testing/temporary-folders';
import { ownModels } from './own-models';

const newFolder = temporaryFolders();

async function addModel(
  folder: string,
  id: string,
  changed = 0,
  purpose?: 'view' | 'segmentation' | 'quality',
): Promise<void> {
  await mkdir(path.join(folder, id), { recursive: true });
  const file = path.join(folder, id, 'echonet.json');
  await writeFile(file, JSON.stringify({ id, folder, purpose }));
  await utimes(file, changed, changed);
}

async function serve() {
  const [shipped, own] = [await newFolder(), await newFolder()];
  await writeFile(path.join(shipped, 'index.json'), '{"models": ["shipped"]}');
  await addModel(shipped, 'shipped');
  const app = fastify();
  await app.register(fastifyStatic, { root: shipped, serve: false });
  ownModels(app, { prefix: '/models/', shipped, own });
  return { app, shipped, own };
}

describe("a site's own models", () => {
  it('come before those of the plugin, the newest first, as soon as they are copied', async () => {
    const { app, own } = await serve();
    const listed = async () => (await app.inject('/models/index.json')).json<unknown>();
    expect(await listed()).toEqual({ models: ['shipped'] });
    await addModel(own, 'older', 1000);
    await addModel(own, 'newer', 2000);
    await mkdir(path.join(own, 'unfinished'));
    expect(await listed()).toEqual({ models: ['newer', 'older', 'shipped'] });
  });

  it('outline the heart in place of the plugin', async () => {
    const { app, shipped, own } = await serve();
    const list = '{"models": ["shipped"], "segmentation": "lv"}';
    await writeFile(path.join(shipped, 'index.json'), list);
    const listed = async () => (await app.inject('/models/index.json')).json<unknown>();
    expect(await listed()).toEqual({ models: ['shipped'], segmentation: ['lv'] });
    await addModel(own, 'own-lv', 1000, 'segmentation');
    expect(await listed()).toEqual({ models: ['shipped'], segmentation: ['own-lv', 'lv'] });
  });

  it('rate images, the newest one, and read nothing', async () => {
    const { app, own } = await serve();
    await addModel(own, 'older-grades', 1000, 'quality');
    await addModel(own, 'grades', 2000, 'quality');
    const listed = (await app.inject('/models/index.json')).json<unknown>();
    expect(listed).toEqual({ models: ['shipped'], quality: 'grades' });
  });

  it('read real patients too, in place of the model that the plugin has for them', async () => {
    const { app, shipped, own } = await serve();
    await writeFile(path.join(shipped, 'index.json'), '{"models": ["shipped"], "real": "real"}');
    const listed = async () => (await app.inject('/models/index.json')).json<unknown>();
    expect(await listed()).toEqual({ models: ['shipped'], real: 'real' });
    await addModel(own, 'reader', 1000);
    expect(await listed()).toEqual({ models: ['reader', 'shipped'] });
  });

  it('replace the view classifier of the plugin with their newest', async () => {
    const { app, shipped, own } = await serve();
    const list = '{"models": ["shipped"], "viewClassifier": "shipped-views"}';
    await writeFile(path.join(shipped, 'index.json'), list);
    const listed = async () => (await app.inject('/models/index.json')).json<unknown>();
    await addModel(own, 'reader', 1000);
    expect(await listed()).toEqual({
      models: ['reader', 'shipped'],
      viewClassifier: 'shipped-views',
    });
    await addModel(own, 'older-views', 1000, 'view');
    await addModel(own, 'newer-views', 2000, 'view');
    expect(await listed()).toEqual({
      models: ['reader', 'shipped'],
      viewClassifier: 'newer-views',
    });
  });

  it('are served beside those of the plugin, and may take the place of one', async () => {
    const { app, own, shipped } = await serve();
    const folderOf = async (id: string) =>
      (await app.inject(`/models/${id}/echonet.json`)).json<{ folder: string }>().folder;
    expect(await folderOf('shipped')).toBe(shipped);
    await addModel(own, 'mine');
    await addModel(own, 'shipped');
    expect(await folderOf('mine')).toBe(own);
    expect(await folderOf('shipped')).toBe(own);
    expect((await app.inject('/models/index.json')).json()).toEqual({
      models: ['mine', 'shipped'],
    });
  });

  it('need not be there, and give nothing else away', async () => {
    const { app, own } = await serve();
    await writeFile(path.join(path.dirname(own), 'secret.txt'), 'secret');
    for (const url of [
      '/models/none/echonet.json',
      '/models/..%2fsecret.txt',
      '/models/%2e%2e/secret.txt',
    ]) {
      const { statusCode, body } = await app.inject(url);
      expect([403, 404]).toContain(statusCode);
      expect(body).not.toContain('secret\n');
    }
  });
});
