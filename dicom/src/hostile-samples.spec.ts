import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readCine } from './node';
import { makeInstance, samplePath } from './testing';

const hostile = samplePath('hostile');
const withSamples = hostile ? describe : describe.skip;

withSamples('hostile samples (skipped where ../shared/samples is missing)', () => {
  it.each(['nested_un_1330532173.dcm', 'un_photometric.dcm'])(
    'refuses the claim of %s at once',
    async (name) => {
      const started = performance.now();
      const content = readFileSync(path.join(hostile!, name));
      await expect(readCine(content)).rejects.toThrow(/cut off/);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );

  it('reads the good frames of a file with a damaged one', async () => {
    const cine = await readCine(readFileSync(path.join(hostile!, 'corrupt_frame4.dcm')));
    await expect(cine.frame(3)).rejects.toThrow(/^Frame 4 cannot be decoded: /);
    expect((await cine.frame(4)).data.length).toBeGreaterThan(0);
  });
});

describe('a cine whose sequence item is not closed', () => {
  it('is read with its pixels', async () => {
    const item = Buffer.from('feff00e0ffffffff' + '0800551155490400' + '312e3200', 'hex');
    const cine = await readCine(makeInstance({ more: [['00081140', 'SQ', item]] }));
    expect([...(await cine.frame(1)).data.slice(0, 3)]).toEqual([2, 2, 2]);
  });
});
