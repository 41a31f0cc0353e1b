import { describe, expect, it } from '@jest/globals';
import { featureBuffer, type FeatureBuffer } from './features';
import { accessTo, withWaits, type Access, type PlannedStep } from './hazards';

const bufferAt = (address: number): FeatureBuffer => {
  const buffer = featureBuffer([2, 2, 8]);
  buffer.address = address;
  return buffer;
};

const access = (buffer: FeatureBuffer, part: Access['part'], firstChannel = 0, channels = 8) =>
  accessTo({ buffer, firstChannel, channels }, part);

const planned = (reads: Access[], writes: Access[]): PlannedStep => ({
  step: { kind: 0, chunks: 1 },
  reads,
  writes,
});

const waitsOf = (...steps: PlannedStep[]) => withWaits(steps).map(({ waits }) => waits === 1);

describe('withWaits', () => {
  const [a, b] = [bufferAt(0), bufferAt(4096)];

  it('makes a step wait for what it reads', () => {
    const write = planned([], [access(a, 'features')]);
    const read = planned([access(a, 'both')], [access(b, 'features')]);
    expect(waitsOf(write, read)).toEqual([false, true]);
  });

  it('lets branches of a concatenation be written at the same time', () => {
    const low = planned([], [access(a, 'features', 0, 4)]);
    const high = planned([], [access(a, 'features', 4, 4)]);
    expect(waitsOf(low, high, low)).toEqual([false, false, true]);
  });

  it('lets the border be cleared while the inside is written, but not while it is read', () => {
    const clear = planned([], [access(a, 'border')]);
    const write = planned([], [access(a, 'features')]);
    const read = planned([access(a, 'both')], []);
    expect(waitsOf(clear, write, read)).toEqual([false, false, true]);
  });

  it('makes a step wait before it overwrites memory that is still read', () => {
    const overlapping = bufferAt(64);
    const read = planned([access(a, 'both')], []);
    const write = planned([], [access(overlapping, 'features')]);
    expect(waitsOf(read, write)).toEqual([false, true]);
    expect(waitsOf(read, planned([], [access(b, 'features')]))).toEqual([false, false]);
  });

  it('does not wait again for what was waited for', () => {
    const write = planned([], [access(a, 'features')]);
    const read = planned([access(a, 'both')], []);
    expect(waitsOf(write, read, read)).toEqual([false, true, false]);
  });
});
