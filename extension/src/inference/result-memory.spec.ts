/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { manifest } from '../models/testing';
import { readingOfClips } from '../report/testing';
import { ResultMemory } from './result-memory';

const [{ result }] = readingOfClips(1).clips;

describe('the memory of results', () => {
  it('returns a result for its clip and model', () => {
    const memory = new ResultMemory();
    memory.keep(manifest, '1.2.3', result);
    expect(memory.of(manifest, '1.2.3')).toBe(result);
    expect(memory.of(structuredClone(manifest), '1.2.3')).toBe(result);
    expect(memory.of(manifest, '1.2.4')).toBeUndefined();
  });

  it('returns none for other weights or another calibration', () => {
    const memory = new ResultMemory();
    memory.keep(manifest, '1.2.3', result);
    expect(
      memory.of({ ...manifest, files: { 'model.json': '1'.repeat(64) } }, '1.2.3'),
    ).toBeUndefined();
    const [ef, lead] = manifest.tasks;
    const recalibrated = { ...ef, calibration: { interval90HalfWidth: 5 } };
    expect(memory.of({ ...manifest, tasks: [recalibrated, lead] }, '1.2.3')).toBeUndefined();
  });

  it('drops the oldest result beyond its capacity', () => {
    const memory = new ResultMemory();
    for (let clip = 0; clip <= 2000; clip++) {
      memory.keep(manifest, String(clip), result);
    }
    expect(memory.of(manifest, '0')).toBeUndefined();
    expect(memory.of(manifest, '1')).toBe(result);
  });
});
