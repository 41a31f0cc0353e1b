import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { TrainingOutcome } from '../train/config';
import { collect, describeResults } from './collect';
import { defaultGrid, gridPoints, parseShard, shardPoints } from './grid';
import { runDirectory } from './plan';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-search-'));
const grid = { learningRates: [0.001, 0.01], weightDecays: [0, 0.1] };

function finish(number: number, outcome: Omit<TrainingOutcome, 'finished'>): void {
  const folder = runDirectory(directory, gridPoints(grid)[number - 1]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'outcome.json'), JSON.stringify(outcome));
}

describe('the grid', () => {
  it('has 24 points by default, as in the paper', () => {
    expect(gridPoints(defaultGrid)).toHaveLength(24);
  });

  it('is divided into shards without gap or overlap', () => {
    const points = gridPoints(defaultGrid);
    const dealt = [1, 2, 3, 4, 5].flatMap((index) => shardPoints(points, { index, count: 5 }));
    expect(dealt.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      points.map(({ number }) => number),
    );
  });

  it('rejects an invalid shard', () => {
    expect(parseShard('2/8')).toEqual({ index: 2, count: 8 });
    for (const text of ['0/8', '9/8', '2', '2/0', 'a/b', '1/2/3']) {
      expect(() => parseShard(text)).toThrow(/must be like 2\/8/);
    }
  });
});

describe('collect', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('ranks finished runs and lists the others', () => {
    writeFileSync(path.join(directory, 'search.json'), JSON.stringify({ grid, recipe: {} }));
    finish(1, { bestLoss: 2, bestEpoch: 7 });
    finish(4, { bestLoss: 1.5, bestEpoch: 3 });
    const results = collect(directory);
    expect(results.finished.map(({ number }) => number)).toEqual([4, 1]);
    expect(results.missing.map(({ number }) => number)).toEqual([2, 3]);
    const [, first] = readFileSync(path.join(directory, 'results.csv'), 'utf8').split('\n');
    expect(first).toBe('1,4,0.01,0.1,1.5,3,runs/04-rate-0.01-decay-0.1');
    const lines = describeResults(directory, results);
    expect(lines.at(-2)).toBe('Not finished: runs 2, 3');
    expect(lines.at(-1)).toMatch(/evaluate --run .*04-rate-0.01-decay-0.1$/);
  });

  it('throws for a folder without a search', () => {
    expect(() => collect(os.tmpdir())).toThrow(/holds no search/);
  });
});
