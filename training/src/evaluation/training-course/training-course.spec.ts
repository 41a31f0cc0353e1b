import { describe, expect, it } from '@jest/globals';
import {
  parseHistory,
  predictionLosses,
  trainingRemarks,
  type EpochLosses,
} from './training-course';

const course = (losses: readonly (readonly [training: number, validation: number])[]) =>
  losses.map(([training, validation], index): EpochLosses => ({
    epoch: index + 1,
    training,
    validation,
  }));

const remarksOf = (epochs: readonly EpochLosses[], planned: number) =>
  trainingRemarks({
    epochs,
    planned,
    isFinished: epochs.length >= planned,
    losses: predictionLosses,
  });

describe('parseHistory', () => {
  it('takes the mean loss of the structures as the validation loss', () => {
    const text = 'epoch,training,LV,LA\n1,0.9,0.1,0.3\n2,0.5,0.1,0.1\n';
    expect(parseHistory(text, 'history.csv', 'mean')).toEqual([
      { epoch: 1, training: 0.9, validation: 0.2 },
      { epoch: 2, training: 0.5, validation: 0.1 },
    ]);
  });

  it('takes the sum of the losses of the tasks as the validation loss', () => {
    const text = 'epoch,training,EF,EDV\n1,0.9,0.25,0.5\n';
    expect(parseHistory(text, 'history.csv', 'sum')[0].validation).toBe(0.75);
  });

  it('counts an epoch once that a resumed run repeated', () => {
    const text = 'epoch,training,LV\n1,0.9,0.3\n2,0.6,0.2\n2,0.5,0.1\n';
    expect(parseHistory(text, 'history.csv', 'mean').map(({ training }) => training)).toEqual([
      0.9, 0.5,
    ]);
  });

  it('leaves out epochs whose loss is no number', () => {
    const text = 'epoch,training,LV\n1,0.9,0.3\n2,NaN,0.2\n3,,0.2\n';
    expect(parseHistory(text, 'history.csv', 'mean').map(({ epoch }) => epoch)).toEqual([1]);
  });
});

describe('trainingRemarks', () => {
  const steady = course([
    [0.9, 0.2],
    [0.3, 0.11],
    [0.25, 0.1],
    [0.24, 0.1],
    [0.23, 0.1],
    [0.22, 0.1],
  ]);

  it('says that a network overfits whose training loss is far under its validation loss', () => {
    const known = course([
      [0.9, 0.2],
      [0.2, 0.12],
      [0.04, 0.12],
    ]);
    const [remark, ...others] = remarksOf(known, 3);
    expect(remark).toMatch(/overfits: its training loss \(0\.040\) is far under/);
    expect(others).toEqual([]);
  });

  it('sees no overfitting where nothing was learned and the validation patients are unusual', () => {
    const unlearned = course([
      [3.0, 8.7],
      [2.8, 8.7],
      [3.1, 8.5],
    ]);
    expect(remarksOf(unlearned, 3)).toEqual([expect.stringMatching(/^No sign of overfitting/)]);
  });

  it('compares no losses that measure differently', () => {
    const epochs = course([
      [0.9, 1],
      [0.1, 0.5],
      [0.1, 0.5],
    ]);
    const losses = { ...predictionLosses, areComparable: false };
    expect(trainingRemarks({ epochs, planned: 3, isFinished: true, losses })).toEqual([
      expect.stringMatching(/^No sign of overfitting/),
    ]);
  });

  it('says that a network overfits whose validation loss rises while its training loss falls', () => {
    const rising = course([
      [0.9, 0.2],
      [0.3, 0.1],
      [0.2, 0.13],
    ]);
    expect(remarksOf(rising, 3)).toEqual([
      expect.stringMatching(/overfits: since epoch 2 .* rose by 30 %/),
    ]);
  });

  it('sees no overfitting in losses that settle', () => {
    expect(remarksOf(steady, 6)).toEqual([
      'No sign of overfitting: training loss 0.220, validation loss 0.100.',
    ]);
  });

  it('says when the validation loss still falls, and when training had not ended', () => {
    const falling = course([
      [0.9, 0.3],
      [0.6, 0.2],
      [0.5, 0.15],
      [0.4, 0.12],
      [0.35, 0.1],
    ]);
    expect(remarksOf(falling, 5)).toEqual([
      expect.stringMatching(/fell by 17 % after epoch 4: a longer run may help/),
    ]);
    const [unfinished, second] = remarksOf(falling, 20);
    expect(unfinished).toMatch(/after 5 of 20 epochs/);
    expect(second).not.toMatch(/longer run/);
  });

  it('says nothing of a single epoch', () => {
    expect(remarksOf(course([[0.9, 0.3]]), 1)).toEqual([]);
  });
});
