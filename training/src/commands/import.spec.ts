import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { contractFixture, segmentationContractFixture } from '../import/contract-fixture';
import { thresholdOnnx, tinyOnnx } from '../import/tiny-onnx-fixture';
import { ellipse, fanFrame, pngOf } from '../reading/segment/clip-fixture';

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

  it('makes a model that echonet segment outlines with', async () => {
    const { input, ...contract } = segmentationContractFixture();
    const size = 64;
    writeFileSync(inDirectory('threshold.onnx'), thresholdOnnx(size));
    writeFileSync(
      inDirectory('outlines.json'),
      JSON.stringify({ ...contract, input: { ...input, image: { ...input.image, size } } }),
    );
    mkdirSync(inDirectory('clips'));
    writeFileSync(inDirectory('clips', 'a.png'), await pngOf(fanFrame()));
    const echonet = (...parameters: string[]) =>
      execFileSync(process.execPath, [program, ...parameters], { encoding: 'utf8' });
    const printed = echonet(
      ...['import', '--onnx', inDirectory('threshold.onnx')],
      ...['--contract', inDirectory('outlines.json'), '--out', inDirectory('outlines')],
    );
    expect(printed).toMatch(/Outlines: LV\./);
    echonet(
      ...['segment', '--model', inDirectory('outlines'), '--input', inDirectory('clips')],
      ...['--out', inDirectory('out'), '--backend', 'cpu'],
    );
    const { frames } = JSON.parse(readFileSync(inDirectory('out', 'a.json'), 'utf8')) as {
      frames: { contours: { LV: [number, number][] } }[];
    };
    const ys = frames[0].contours.LV.map(([, y]) => y);
    expect(Math.abs(Math.min(...ys) - (ellipse.y - ellipse.along))).toBeLessThan(2);
    expect(Math.abs(Math.max(...ys) - (ellipse.y + ellipse.along))).toBeLessThan(2);
  });
});
