import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { describeStartWeights, joinedTerms } from './start-weights';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-start-'));

function folderWith(name: string, file: string, content: object): string {
  const folder = path.join(directory, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, file), JSON.stringify(content));
  return folder;
}

describe('describeStartWeights', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('names a model with its version and its terms', () => {
    const provenance = { licence: 'CC BY-NC-SA 4.0', citation: 'Leclerc 2019' };
    const folder = folderWith('m', 'echonet.json', {
      id: 'lv-camus',
      version: '1.0.0',
      provenance,
    });
    expect(describeStartWeights(folder)).toEqual({ name: 'lv-camus 1.0.0', ...provenance });
  });

  it('hands on the terms of the data of a run and of what the run began from', () => {
    const folder = folderWith('second', 'run.json', {
      sets: [{ licence: 'A' }],
      further: [{ licence: 'B' }],
      startWeights: { name: 'first', licence: 'A', citation: 'c' },
    });
    expect(describeStartWeights(folder)).toEqual({
      name: 'second',
      licence: 'A; B',
      citation: 'c',
    });
  });

  it('names a folder that says nothing of terms', () => {
    expect(describeStartWeights(folderWith('plain', 'run.json', {}))).toEqual({ name: 'plain' });
    expect(describeStartWeights(path.join(directory, 'none', 'other'))).toEqual({ name: 'other' });
  });
});

describe('joinedTerms', () => {
  it('has none where no source has any', () => {
    expect(joinedTerms([undefined, {}])).toEqual({});
  });
});
