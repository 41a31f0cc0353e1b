import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readMapping } from './mapping';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-mapping-'));

function read(content: unknown) {
  const file = path.join(directory, 'mapping.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readMapping(file);
}

describe('readMapping', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('reads keys, tasks, view and split', () => {
    const mapping = {
      keys: { StudyInstanceUID: 'study' },
      tasks: { EF: { column: 'LVEF', unit: 'fraction' }, sex: { column: 'S', values: { w: 0 } } },
      split: { column: 'part', values: { holdout: 'test' } },
    };
    expect(read(mapping)).toEqual(mapping);
  });

  it('says where a mapping is wrong', () => {
    expect(() => read('{')).toThrow(/cannot be read as JSON/);
    expect(() => read({ keys: {}, tasks: { LVEF: { column: 'x' } } })).toThrow(/tasks.LVEF/);
    expect(() => read({ keys: {}, tasks: { EF: {} } })).toThrow(/tasks.EF.column/);
    expect(() => read({ keys: {}, tasks: { EF: { column: 'x', unit: 'mL' } } })).toThrow(
      /EF cannot be in mL/,
    );
  });
});
