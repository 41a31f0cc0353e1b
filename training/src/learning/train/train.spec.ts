import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { startBackend, type RunningBackend } from '../backends/backends';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { RunFolder } from '../run-folder';
import { writeSplit } from '../../data/split/split-file';
import type { SplitSet } from '../../data/split/split-set';
import type { TrainingConfig, TrainingRun } from './config';
import { train } from './train';

const size = 75;
const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-train-'));
const inDirectory = (name: string) => path.join(directory, name);

const config: TrainingConfig = {
  data: inDirectory('prepared'),
  split: inDirectory('prepared/split.csv'),
  tasks: ['EF', 'lead'],
  width: 0.05,
  epochs: 2,
  batchSize: 2,
  framesPerClip: 1,
  learningRate: 1e-3,
  weightDecay: 1e-4,
  rotationDegrees: 20,
  brightness: 0.1,
  regressionLoss: 'absolute',
  classificationLoss: 'cross-entropy',
  balanceClasses: true,
  patience: 0,
  seed: 3,
};

const filesOf = (name: string) =>
  ['checkpoint.weights', 'best.weights', 'history.csv', 'outcome.json'].map((file) =>
    readFileSync(inDirectory(`${name}/${file}`)).toString('latin1'),
  );

describe('train', () => {
  let backend: RunningBackend;

  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    backend = await startBackend({ threads: 1 });
    const random = randomStream('train');
    await writePreparedFixture(
      config.data,
      size,
      [...'abcdefgh'].map((patientId, index) => ({
        patientId,
        // One patient has no EF.
        labels: { ...(patientId !== 'c' && { EF: 40 + 3 * index }), lead: index % 2 },
        frames: Uint8Array.from({ length: 2 * size * size }, () => 20 * index + 80 * random()),
        mask: new Uint8Array(size * size).fill(1),
      })),
    );
    const setOf = (id: string) => (id === 'g' ? 'validation' : id === 'h' ? 'test' : 'train');
    writeSplit(config.split, new Map([...'abcdefgh'].map((id) => [id, setOf(id)])));
    await train({ run: RunFolder.create(inDirectory('whole')), backend, config });
  });

  afterAll(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Trains until some steps are done; whatever the folder holds is resumed. */
  const trainFor = async (run: RunFolder, stepCount: number, settings = {}) => {
    let steps = 0;
    const shouldStop = () => ++steps === stepCount;
    const outcome = await train({ run, backend, shouldStop, ...settings });
    expect(steps).toBe(stepCount);
    return outcome;
  };

  it('validates an epoch at whose last step it is interrupted before it stops', async () => {
    const run = RunFolder.create(inDirectory('resumed'));
    expect(await trainFor(run, 3, { config })).toMatchObject({ finished: false, bestEpoch: 1 });
    expect(existsSync(run.file('best.weights'))).toBe(true);
  });

  it('gives bit-identical weights for the same seed, also when resumed after and within an epoch', async () => {
    const resumed = () => RunFolder.open(inDirectory('resumed'));
    expect(await trainFor(resumed(), 1)).toMatchObject({ finished: false });
    await train({ run: resumed(), backend });
    expect(filesOf('resumed')).toEqual(filesOf('whole'));
  });

  it('leaves its folder to another run where the start weights are of another network', async () => {
    const run = RunFolder.create(inDirectory('begun'));
    const begun = { ...config, width: 0.1, init: inDirectory('whole') };
    await expect(train({ run, backend, config: begun })).rejects.toThrow(/shares only/);
    expect(RunFolder.create(inDirectory('begun')).directory).toBe(run.directory);
  });

  it('learns from further data, which may lack a label, and resumes with them', async () => {
    const more = inDirectory('more');
    await writePreparedFixture(
      more,
      size,
      [...'klm'].map((patientId, index) => ({
        patientId,
        labels: { lead: index % 2 },
        frames: Uint8Array.from({ length: size * size }, () => 90 * index),
        mask: new Uint8Array(size * size).fill(1),
      })),
    );
    const ofMore = new Map<string, SplitSet>([
      ['k', 'train'],
      ['l', 'validation'],
      ['m', 'test'],
    ]);
    writeSplit(inDirectory('more/split.csv'), ofMore);
    const further = [{ data: more, split: inDirectory('more/split.csv'), share: 0.5 }];
    const run = RunFolder.create(inDirectory('with-more'));
    // Six own frames and three of the other folder make four batches of two.
    await trainFor(run, 5, { config: { ...config, further } });
    await train({ run: RunFolder.open(inDirectory('with-more')), backend });
    const record = run.readJson<TrainingRun>('run.json');
    expect(record.further).toEqual([
      expect.objectContaining({
        simulated: true,
        train: ['k'],
        patientsOfTask: { EF: 0, lead: 1 },
      }),
    ]);
    expect(record.split.train).not.toContain('k');
    expect(readFileSync(run.file('log.txt'), 'utf8')).toMatch(/also to learn from: test, 1 clips/);
  });

  it('says which view it learned from', () => {
    const { input } = RunFolder.open(inDirectory('whole')).readJson<TrainingRun>('run.json');
    expect(input.view).toBe('A4C');
  });

  it('notes how many patients have a label of each task', () => {
    const { tasks } = RunFolder.open(inDirectory('whole')).readJson<TrainingRun>('run.json');
    expect(tasks.map(({ id, trainingPatients }) => [id, trainingPatients])).toEqual([
      ['EF', 5],
      ['lead', 6],
    ]);
  });

  it('notes the threads it was given, with which it is resumed', () => {
    const { threads } = RunFolder.open(inDirectory('whole')).readJson<TrainingRun>('run.json');
    expect(threads).toBe(1);
  });

  it('logs the share of time spent waiting for images', () => {
    expect(readFileSync(inDirectory('whole/log.txt'), 'utf8')).toMatch(
      /Epoch 2\/2: .* frames\/s, \d+\.\d % of the time spent waiting for images/,
    );
  });
});
