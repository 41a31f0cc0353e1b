import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RunFolder } from '../run-folder';
import type { BatchReader } from './batch-reader';
import { runEpochs, type EpochPlan } from './run-epochs';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-run-epochs-'));

interface CountedBatch {
  readonly imageCount: number;
}

/** 25 steps in epochs of 10; each has a loss of 2. */
function planIn(name: string, shouldStop?: () => boolean): EpochPlan<number, CountedBatch> {
  const trainer = {
    stepCount: 0,
    variables: [],
    weights: [],
    network: undefined as never,
    step: () => {
      trainer.stepCount++;
      return Promise.resolve(2);
    },
  };
  const reader = {
    waitedMs: 0,
    async *read(batches: readonly (readonly number[])[]) {
      for (const { length: imageCount } of batches) {
        yield await Promise.resolve({ imageCount });
      }
    },
    close: () => Promise.resolve(),
  };
  return {
    run: RunFolder.create(path.join(directory, name)),
    trainer,
    reader: reader as unknown as BatchReader<number, CountedBatch>,
    progress: { best: { loss: Infinity, epoch: 0 }, lossSum: 0 },
    steps: 25,
    stepsPerEpoch: 10,
    patience: 0,
    batchesOf: () => Array.from({ length: 10 }, () => [0]),
    learningRate: () => 1,
    validate: () => Promise.resolve({ LV: 1 / trainer.stepCount }),
    shouldStop,
  };
}

const historyOf = ({ run }: Pick<EpochPlan<number, CountedBatch>, 'run'>) =>
  readFileSync(run.file('history.csv'), 'utf8').trim().split('\n');

describe('runEpochs', () => {
  beforeAll(() => void jest.spyOn(process.stdout, 'write').mockReturnValue(true));

  afterAll(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true, force: true });
  });

  const whole = ['epoch,training,LV', '1,2,0.1', '2,2,0.05', '3,2,0.04'];

  it('ends with the last step that was asked for, within an epoch too', async () => {
    const plan = planIn('whole');
    expect(await runEpochs(plan)).toEqual({ finished: true, bestLoss: 0.04, bestEpoch: 3 });
    expect(plan.trainer.stepCount).toBe(25);
    expect(historyOf(plan)).toEqual(whole);
    // A run that has ended takes no further steps when it is resumed.
    await runEpochs(plan);
    expect(plan.trainer.stepCount).toBe(25);
    expect(historyOf(plan)).toEqual(whole);
  });

  it.each([3, 13, 20, 24])('goes on after step %i as if it had not stopped', async (stop) => {
    let steps = 0;
    const plan = planIn(`stopped-${stop}`, () => ++steps === stop);
    expect(await runEpochs(plan)).toMatchObject({ finished: false });
    expect(plan.trainer.stepCount).toBe(stop);
    expect(await runEpochs(plan)).toMatchObject({ finished: true, bestEpoch: 3 });
    expect(plan.trainer.stepCount).toBe(25);
    expect(historyOf(plan)).toEqual(whole);
  });
});
