import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { contractFixture } from '../import/contract-fixture';
import { tinyOnnx } from '../import/tiny-onnx-fixture';

const program = fileURLToPath(new URL('../../bin/echonet.mjs', import.meta.url));
const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-import-command-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);
afterAll(() => rmSync(directory, { recursive: true }));

describe('echonet import', () => {
  it('runs the file in ONNX Runtime, as the viewer does, and records what it says', () => {
    const bias = 55;
    const shape = [1, 3, 4, 8, 8];
    writeFileSync(
      inDirectory('tiny.onnx'),
      tinyOnnx({ shape, weights: [[3, 0, 0]], bias: [bias] }),
    );
    writeFileSync(inDirectory('mine.json'), JSON.stringify(contractFixture()));
    const printed = execFileSync(
      process.execPath,
      [
        program,
        'import',
        ...['--onnx', inDirectory('tiny.onnx')],
        ...['--contract', inDirectory('mine.json')],
        ...['--out', inDirectory('model')],
      ],
      { encoding: 'utf8' },
    );
    expect(printed).toMatch(/Imported; not evaluated here/);
    const { onnx } = JSON.parse(readFileSync(inDirectory('model', 'echonet.json'), 'utf8')) as {
      onnx: { recorded: { answer: number[] } };
    };
    const [answer] = onnx.recorded.answer;
    expect(answer).toBeGreaterThan(bias);
    expect(answer).toBeLessThan(bias + 3);
  });
});
