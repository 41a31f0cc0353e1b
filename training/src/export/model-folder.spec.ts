import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFolder } from './model-folder';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'echonet-folder-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const files = { 'echonet.json': Buffer.from('{}'), 'model.onnx': Buffer.from('new') };

describe("a model's folder", () => {
  it.each(['model', 'model/', './models/../model'])('is written as %s', async (name) => {
    const output = `${root}/${name}`;
    for (let times = 0; times < 2; times++) {
      await writeFolder(output, files);
      expect(await readdir(root)).toEqual(['model']);
      expect((await readdir(path.join(root, 'model'))).sort()).toEqual(Object.keys(files).sort());
    }
  });

  it('takes the place of an earlier model as a whole, and of nothing else', async () => {
    const output = path.join(root, 'models');
    await mkdir(path.join(output, 'another'), { recursive: true });
    await writeFile(path.join(output, 'another', 'echonet.json'), '{}');
    await expect(writeFolder(output, files)).rejects.toThrow(
      /^.*models has other files and no model \(echonet\.json\), and would be replaced as a whole;/,
    );
    expect(await readdir(output)).toEqual(['another']);
    const another = path.join(output, 'another');
    await writeFolder(another, files);
    expect(await readFile(path.join(another, 'model.onnx'), 'utf8')).toBe('new');
    await expect(writeFolder(path.join(another, 'model.onnx'), files)).rejects.toThrow(
      /model\.onnx is no folder; choose another --out\.$/,
    );
  });
});
