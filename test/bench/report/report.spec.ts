import { describe, expect, it } from '@jest/globals';
import { contestants } from '../contestants';
import type { Outcome, Row } from '../measure/rounds';
import { timingOf } from '../measure/statistics';
import { hasWrongNumbers } from './report';
import { table } from './tables';
import { isReached, segmentationTargets, targetsOf } from './targets';

const measured = (ms: number, agrees = true): Outcome => ({
  state: 'measured',
  timing: timingOf([ms]),
  agreement: { error: agrees ? 0 : 1, agrees },
});

const row = (id: string, batchSize: number, forward: Outcome, gradient?: Outcome): Row => ({
  contestant: contestants.find((contestant) => contestant.id === id)!,
  batchSize,
  description: '',
  forward,
  gradient,
});

describe('targetsOf', () => {
  const rows = [
    row('engine-wasm', 1, measured(100), measured(300)),
    row('tensors-wasm', 1, measured(170), measured(660)),
    row('layers-wasm', 1, measured(320)),
    row('layers-wasm-all', 1, measured(150)),
    row('onnx-wasm', 1, measured(350)),
    row('onnx-wasm', 4, measured(125)),
  ];
  const values = (some: Row[]) => targetsOf(some).map(({ value }) => value);

  it('compares the best own time with the best of each other library', () => {
    expect(values(rows)).toEqual([0.8, 100 / 320, 3, undefined, undefined, undefined]);
    expect(targetsOf(rows).map(isReached)).toEqual([
      true,
      true,
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leaves out contestants with wrong numbers', () => {
    const wrong = rows.map((given, i) =>
      i === 0 ? { ...given, forward: measured(1, false) } : given,
    );
    expect(values(wrong)[0]).toBeCloseTo(170 / 125);
    expect(isReached(targetsOf(wrong)[0])).toBe(false);
  });

  it('sums the scripts of the plugin', () => {
    const file = (kind: 'script' | 'wasm', brotli: number) => ({
      name: 'x',
      kind,
      raw: 9e9,
      gzip: 9e9,
      brotli,
    });
    const shipped = [file('script', 1e6), file('wasm', 9e6), file('script', 0.6e6)];
    const target = targetsOf([], shipped)[3];
    expect(target.value).toBeCloseTo(1.6);
    expect(isReached(target)).toBe(false);
  });
});

describe('segmentationTargets', () => {
  it('compares the milliseconds of a frame with 12, and with ONNX Runtime Web', () => {
    const rows = [
      row('engine-wasm', 1, measured(9)),
      row('tensors-wasm', 1, measured(20)),
      row('onnx-wasm', 1, measured(12)),
      row('onnx-wasm', 4, measured(8)),
    ];
    const [frame, againstOnnx] = segmentationTargets(rows);
    expect(frame).toMatchObject({ value: 9, unit: 'ms' });
    expect(isReached(frame)).toBe(true);
    expect(againstOnnx.value).toBeCloseTo(9 / 8);
    expect(isReached(againstOnnx)).toBe(false);
    expect(segmentationTargets([]).map(isReached)).toEqual([undefined, undefined]);
  });
});

describe('hasWrongNumbers', () => {
  it('checks forward pass and saliency', () => {
    const right = row('engine-wasm', 1, measured(1), measured(1));
    expect(hasWrongNumbers({ rows: [right] })).toBe(false);
    expect(hasWrongNumbers({ rows: [right, { ...right, forward: measured(1, false) }] })).toBe(
      true,
    );
    expect(hasWrongNumbers({ rows: [{ ...right, gradient: measured(1, false) }] })).toBe(true);
  });
});

describe('table', () => {
  it('pads cells, fills short rows and escapes bars', () => {
    expect(table(['a', 'bee'], [['x|y'], ['1', '2']])).toBe(
      '| a    | bee |\n| ---- | --- |\n| x\\|y |     |\n| 1    | 2   |',
    );
  });
});
