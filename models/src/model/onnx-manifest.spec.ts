import { describe, expect, it } from '@jest/globals';
import { onnxManifest } from '../testing/onnx-fixture';
import { parseManifest } from './manifest';
import { isOnnxManifest } from './onnx-model';
import { relativeDifference } from './onnx-session';

type Editable = Record<string, never> & {
  onnx: { input: Record<string, unknown>; recorded: { answer: number[] } };
  tasks: Record<string, unknown>[];
  files: Record<string, string>;
};

async function changed(change: (manifest: Editable) => unknown): Promise<unknown> {
  const file = { ...(await onnxManifest()), input: undefined };
  const copy = JSON.parse(JSON.stringify(file)) as Editable;
  change(copy);
  return copy;
}

describe('parseManifest of an ONNX file', () => {
  it('sums the contract up as the input of the clip', async () => {
    const manifest = parseManifest(await changed(() => {}));
    expect(isOnnxManifest(manifest)).toBe(true);
    expect(manifest.architecture).toBeUndefined();
    expect(manifest.input).toEqual({
      size: 8,
      channels: 1,
      mean: 0,
      std: 1,
      frameIntervalMs: 40,
      frameCount: 8,
      view: 'A4C',
    });
  });

  it.each<[string, (manifest: Editable) => unknown, RegExp]>([
    ['without its file', (m) => (m.files = { 'model.json': 'a'.repeat(64) }), /list model\.onnx/],
    ['without an answer for each value', (m) => m.onnx.recorded.answer.push(1), /another number/],
    ['whose task reads no value', (m) => (m.tasks[0]['outputIndex'] = 1), /do not have/],
    ['with two tasks of one id', (m) => m.tasks.push(m.tasks[0]), /same id/],
    ['of an unknown layout', (m) => (m.onnx.input['layout'] = 'CHWN'), /onnx\.input\.layout/],
    [
      'with volumes of frames',
      (m) => (m.tasks[0]['frameVolume'] = { chamber: 'LV', clipValue: 'endDiastole' }),
      /no frameVolume/,
    ],
    ['that counts pixels', (m) => (m.tasks[0]['pixelExponent'] = 3), /no pixelExponent/],
  ])('rejects one %s', async (_what, change, sentence) => {
    const json = await changed(change);
    expect(() => parseManifest(json)).toThrow(sentence);
  });
});

describe('the difference of two answers', () => {
  it('is a share of the largest value', () => {
    expect(relativeDifference([50, -100], [50, -99])).toBeCloseTo(0.01, 10);
    expect(relativeDifference([0], [0])).toBe(0);
    expect(relativeDifference([1], [Number.NaN])).toBeNaN();
  });
});
