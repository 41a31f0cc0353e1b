import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { RunFolder } from '../learning/run-folder';
import { requirePredictionRun } from './prediction-run';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-kind-'));

describe('requirePredictionRun', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('says what to do with a run of another kind', () => {
    writeFileSync(path.join(directory, 'run.json'), '{"kind": "segmentation"}');
    const run = RunFolder.open(directory);
    expect(() => requirePredictionRun(run, 'go on with: echonet export')).toThrow(
      /is a run of outlines: go on with: echonet export\.$/,
    );
    writeFileSync(path.join(directory, 'run.json'), '{"tasks": []}');
    expect(() => requirePredictionRun(run, '')).not.toThrow();
  });
});
