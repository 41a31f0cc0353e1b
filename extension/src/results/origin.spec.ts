import { describe, expect, it } from '@jest/globals';
import { manifest } from '../models/testing';
import { demonstratedTasks, originOf } from './origin';

const { provenance } = manifest;
const trainedOn = (data: string) => ({
  ...manifest,
  provenance: { ...provenance, simulated: false, data },
});

describe('the origin of a result', () => {
  it('is that of the model where the manifest says nothing of its task', () => {
    expect(originOf(manifest, 'EF')).toEqual({
      isReal: false,
      data: 'simulated A4C phantoms',
      trained: 300,
      evaluated: 60,
    });
  });

  it('names the data set in short', () => {
    const named = (data: string) => originOf(trainedOn(data), 'EF').data;
    expect(named('camus: 349 patients to train on; SHA-256 71b8')).toBe('CAMUS');
    expect(named('Our echo lab, 2019')).toBe('Our echo lab');
  });
});

describe('a demonstration', () => {
  const [real, simulated] = [{ isSimulated: false }, { isSimulated: true }];

  it('is what was evaluated on simulated patients alone, on a real clip', () => {
    expect([...demonstratedTasks(manifest, [real])]).toEqual(['EF', 'lead']);
    expect([...demonstratedTasks(manifest, [simulated, real])]).toEqual(['EF', 'lead']);
    expect(demonstratedTasks(trainedOn('camus'), [real]).size).toBe(0);
  });

  it('is nothing on clips that the project simulated', () => {
    expect(demonstratedTasks(manifest, [simulated]).size).toBe(0);
  });
});
