import { describe, expect, it } from '@jest/globals';
import { contractFixture, segmentationContractFixture } from './contract-fixture';
import { parseContract, readContract, readyContracts } from './contract-file';

describe('the contract of an ONNX network', () => {
  it.each(readyContracts())('comes with the program: %s', async (name) => {
    const contract = await readContract(name);
    expect(contract.id).toBe(name);
    expect(contract.unknown.length).toBeGreaterThan(0);
  });

  it('is named with the ready ones where there is none of the name', async () => {
    await expect(readContract('echonet')).rejects.toThrow(
      /There is no contract "echonet"\. Ready ones: .*echonet-dynamic-ef/,
    );
    await expect(readContract('./none.json')).rejects.toThrow(/none\.json cannot be read/);
  });

  it.each<[string, unknown, RegExp]>([
    ['a layout without frames', { input: { layout: 'NCHW' } }, /must be 1/],
    ['too few means', { input: { image: { mean: [0] } } }, /input\.image: mean and sd need one/],
    ['a stride of nothing', { input: { frames: { stride: {} } } }, /input\.frames\.stride/],
    ['a deviation of 0', { input: { image: { sd: [1, 0, 1] } } }, /input\.image\.sd\.1.*above 0/],
    ['no task', { tasks: [] }, /tasks/],
    [
      'an EF in another unit than normal limits and reports have',
      { tasks: [{ ...contractFixture().tasks[0], unit: '', range: [0, 1] }] },
      /tasks\.0: EF of the catalogue is a regression in %; convert to it with labelStd and labelMean/,
    ],
    [
      'a finding of the catalogue as a number',
      { tasks: [{ ...contractFixture().tasks[0], id: 'LVH', unit: '' }] },
      /tasks\.0: LVH of the catalogue is a classification; convert/,
    ],
    ['a name for programs with spaces', { id: 'My Model' }, /id: must be lower-case/],
  ])('is rejected with %s, naming the field', (_what, change, sentence) => {
    const json = JSON.stringify(merged(contractFixture(), change));
    expect(() => parseContract(json, 'mine.json')).toThrow(sentence);
    expect(() => parseContract(json, 'mine.json')).toThrow(
      /^The contract mine\.json cannot be used/,
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['no LV', { classes: ['LA'] }, /mask: classes must include LV/],
    ['a structure twice', { classes: ['LV', 'LV'] }, /names a structure twice/],
    ['classes without background', { meaning: 'class logits' }, /must include background/],
    ['a name that no structure has', { classes: ['LV', 'aorta'] }, /mask\.classes\.1/],
    [
      'a threshold of classes',
      { meaning: 'class logits', classes: ['background', 'LV'], threshold: 0.4 },
      /threshold goes with logits/,
    ],
  ])('is rejected with a mask of %s', (_what, mask, sentence) => {
    const json = JSON.stringify(merged(segmentationContractFixture(), { mask }));
    expect(() => parseContract(json, 'mine.json')).toThrow(sentence);
  });

  it('is rejected when it is not JSON', () => {
    expect(() => parseContract('{', 'mine.json')).toThrow(/mine\.json is not JSON/);
  });
});

/** A deep copy with some fields replaced; arrays as a whole. */
function merged(original: unknown, change: unknown): unknown {
  const isRecord = (one: unknown): one is Record<string, unknown> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isRecord(original) || !isRecord(change) || Object.keys(change).length === 0) {
    return change;
  }
  return {
    ...original,
    ...Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, merged(original[key], value)]),
    ),
  };
}
