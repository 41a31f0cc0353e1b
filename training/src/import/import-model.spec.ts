import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  loadReadingModel,
  preferEngine,
  type CreateWindowNetwork,
  type OnnxSession,
} from '@echonet/models';
import { modelFolderReader } from '../learning/read-model-folder';
import type { NumbersContract } from './contract-file';
import { contractFixture } from './contract-fixture';
import { importReport } from './describe-import';
import { importModel, type ImportSettings } from './import-model';
import type { NodeSession } from '../learning/onnx/node-session';
import { tinyOnnx } from './tiny-onnx-fixture';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-import-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);
afterAll(() => rmSync(directory, { recursive: true }));

/** What the tiny file computes, with weights of 10: the mean of all values times 30. */
const meanSession = (factor = 30): NodeSession => ({
  runtime: 'a test',
  inputs: [{ name: 'clip', type: 'float32', shape: [1, 3, 4, 8, 8] }],
  outputs: [{ name: 'numbers', type: 'float32', shape: [1, 1] }],
  outputNames: ['numbers'],
  run({ values }) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Promise.resolve(
      new Map([['numbers', { dims: [1, 1], values: Float32Array.of(mean * factor) }]]),
    );
  },
  dispose: () => {},
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const after = (ms: number, session: NodeSession): NodeSession => ({
  ...session,
  run: async (clip) => {
    await pause(ms);
    return session.run(clip);
  },
});

/** The same on the own engine. */
function engine(factor = 30, ms = 0): CreateWindowNetwork {
  return () =>
    Promise.resolve({
      description: '1 thread',
      async run(values) {
        await pause(ms);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return Float32Array.of(mean * factor);
      },
      dispose: () => undefined,
    });
}

const bytes = tinyOnnx({ shape: [1, 3, 4, 8, 8], weights: [[10, 10, 10]] });
writeFileSync(inDirectory('tiny.onnx'), bytes);

function settings(change: Partial<ImportSettings> = {}, contract?: Partial<NumbersContract>) {
  writeFileSync(inDirectory('mine.json'), JSON.stringify(contractFixture(contract)));
  return {
    onnx: inDirectory('tiny.onnx'),
    contract: inDirectory('mine.json'),
    output: inDirectory('model'),
    createSession: () => Promise.resolve(meanSession()),
    runtime: 'onnx-runtime' as const,
    startEngine: () => Promise.reject(new Error('unused')),
    ...change,
  };
}

const noNetwork = () => Promise.reject(new Error('unused'));
const load = (session: OnnxSession) =>
  loadReadingModel(modelFolderReader(inDirectory('model')), {
    createNetwork: noNetwork,
    createSession: () => Promise.resolve(session),
  });

describe('importModel', () => {
  it('writes a folder that loads, with hashes, licence and a card that says what it is', async () => {
    writeFileSync(inDirectory('licence.txt'), 'As is.');
    const imported = await importModel(settings({ licence: inDirectory('licence.txt') }));
    expect(readdirSync(inDirectory('model')).sort()).toEqual([
      'LICENCE.txt',
      'MODEL-CARD.md',
      'echonet.json',
      'model.onnx',
    ]);
    const { manifest } = await load(meanSession());
    expect(manifest.files['model.onnx']).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(manifest).toEqual(imported.manifest);
    expect(manifest.input).toMatchObject({ frameCount: 8, frameIntervalMs: 40, view: 'A4C' });
    expect(manifest.tasks[0].calibration).toBeUndefined();
    expect(readFileSync(inDirectory('model', 'MODEL-CARD.md'), 'utf8')).toContain(
      'Imported; not evaluated here',
    );
    expect(importReport(imported).join('\n')).toMatch(/EF \(%\)[^]*MIT[^]*What it is good for\./);
  });

  it('has the own engine run it where that is faster and gives the same answer', async () => {
    const slowly = () => Promise.resolve(after(200, meanSession()));
    const settled = settings({
      createSession: slowly,
      runtime: 'fastest',
      startEngine: () => Promise.resolve(engine()),
    });
    const { runner, manifest } = await importModel(settled);
    expect(runner).toMatch(/Runs on EchoNet's own engine, which takes [\d.]+ s a window, ONNX/);
    expect(manifest.onnx?.engine?.onnxRuntimeMs).toBeGreaterThan(manifest.onnx!.engine!.windowMs);
    expect(Object.keys(manifest.files)).toEqual(['model.onnx', 'engine.json']);
    expect(readFileSync(inDirectory('model', 'MODEL-CARD.md'), 'utf8')).toContain(runner);
    const other = () => Promise.reject(new Error('ONNX Runtime is not needed.'));
    const open = (network: CreateWindowNetwork, createSession: () => Promise<OnnxSession>) =>
      loadReadingModel(modelFolderReader(inDirectory('model')), {
        createNetwork: noNetwork,
        createSession: preferEngine(createSession, () => Promise.resolve(network)),
      });
    await expect(open(engine(), other)).resolves.toMatchObject({
      session: { runtime: "EchoNet's engine, WebAssembly, 1 thread" },
    });
    // Another answer than the recorded one, or none: ONNX Runtime runs it after all.
    for (const network of [engine(31), () => Promise.reject(new Error('no memory'))]) {
      await expect(open(network, () => Promise.resolve(meanSession()))).resolves.toMatchObject({
        session: { runtime: 'a test' },
      });
    }
  });

  it.each<[string, CreateWindowNetwork, RegExp]>([
    [
      'takes longer',
      engine(30, 200),
      /Runs on ONNX Runtime Web: EchoNet's own engine takes [\d.]+ s a window, ONNX/,
    ],
    ['differs', engine(31), /own engine differs by 3\.3 %/],
    ['fails', () => Promise.reject(new Error('no memory.')), /own engine fails \(no memory\)\./],
  ])('leaves it to ONNX Runtime where the own engine %s', async (_, network, sentence) => {
    const startEngine = () => Promise.resolve(network);
    const { runner, manifest } = await importModel(settings({ runtime: 'fastest', startEngine }));
    expect(runner).toMatch(sentence);
    expect(manifest.onnx?.engine).toBeUndefined();
    expect(readdirSync(inDirectory('model'))).not.toContain('engine.json');
  });

  it('says what the own engine lacks where that is to run it', async () => {
    const startEngine = () => Promise.resolve(engine(31));
    const asked = settings({ runtime: 'engine', startEngine });
    await expect(importModel(asked)).rejects.toThrow(
      /own engine differs by 3\.3 %; leave the network to ONNX Runtime \(--runtime onnx-runtime\)/,
    );
  });

  it('records an answer that another machine must give again', async () => {
    await importModel(settings());
    await expect(load(meanSession(30.01))).resolves.toBeDefined();
    await expect(load(meanSession(31))).rejects.toThrow(
      /Tiny gives another answer to its test clip here \(a test\).*differ by 3\.3 %/,
    );
    await expect(load(meanSession(Number.NaN))).rejects.toThrow(/Tiny cannot be run: .*no numbers/);
  });

  it.each<[string, Partial<ImportSettings>, Partial<NumbersContract>, RegExp]>([
    ['a file that is not there', { onnx: inDirectory('no.onnx') }, {}, /no\.onnx cannot be read/],
    ['a licence that is not there', { licence: inDirectory('no.txt') }, {}, /no\.txt cannot be/],
    [
      'a file that ONNX Runtime cannot run, with the operators in it',
      { createSession: () => Promise.reject(new Error('no kernel for Wave(17).')) },
      {},
      /no kernel for Wave\(17\)\. Operators in the file: Flatten, Gemm, GlobalAveragePool \(opset 17\)/,
    ],
    [
      'answers that are no numbers',
      { createSession: () => Promise.resolve(meanSession(Number.NaN)) },
      {},
      /tiny\.onnx fails on a made clip: .*no numbers/,
    ],
    [
      'a contract of other shapes',
      {},
      { input: { ...contractFixture().input, layout: 'NTHWC' } },
      /contract gives it 1x4x8x8x3 \(NTHWC\)/,
    ],
    [
      'a task of a value that there is not',
      {},
      { tasks: [{ ...contractFixture().tasks[0], outputIndex: 1 }] },
      /The contract tiny cannot be used: .*outputs do not have/,
    ],
  ])('refuses %s, and leaves the folder as it was', async (_what, change, contract, sentence) => {
    const output = inDirectory('untouched');
    await expect(importModel(settings({ ...change, output }, contract))).rejects.toThrow(sentence);
    expect(existsSync(output)).toBe(false);
  });

  it('refuses files that the viewer would not load, unread', async () => {
    const large = inDirectory('large.onnx');
    writeFileSync(large, '');
    truncateSync(large, 2 ** 31);
    await expect(importModel(settings({ onnx: large }))).rejects.toThrow(
      /large\.onnx has 2\.1 GB, and the viewer loads at most 1 GB/,
    );
    rmSync(large);
  });
});
