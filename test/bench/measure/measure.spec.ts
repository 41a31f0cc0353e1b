import { describe, expect, it } from '@jest/globals';
import type { Arena, Contestant } from '../contestant';
import { gradientAgreement, logitAgreement } from './agreement';
import { measureRounds, reasonOf, type RoundsPlan } from './rounds';
import { timingOf } from './statistics';

describe('timingOf', () => {
  it('returns the median and the minimum', () => {
    expect(timingOf([3, 1, 20])).toEqual({ median: 3, min: 1, all: [3, 1, 20] });
    expect(timingOf([4, 1, 2, 30]).median).toBe(3);
    expect(() => timingOf([])).toThrow('Nothing was timed');
  });
});

describe('logitAgreement', () => {
  it('accepts batches that repeat the images of the reference', () => {
    expect(logitAgreement([1, -2, 1, -2], [1, -2], 4)).toEqual({ error: 0, agrees: true });
    expect(logitAgreement([1, -2, 1], [1, -2], 3).agrees).toBe(true);
  });

  it('measures differences relative to the largest logit', () => {
    expect(logitAgreement([1, -2.0018], [1, -2], 2).agrees).toBe(true);
    expect(logitAgreement([1, -2.0022], [1, -2], 2).agrees).toBe(false);
  });

  it.each([
    ['images in another order', [-2, 1]],
    ['a missing logit', [1]],
    ['NaN', [1, NaN]],
  ])('rejects %s', (_what, logits) => {
    expect(logitAgreement(logits, [1, -2], 2).agrees).toBe(false);
  });
});

describe('gradientAgreement', () => {
  it('rejects another direction, another length and NaN', () => {
    expect(gradientAgreement([1, 2], [1, 2]).agrees).toBe(true);
    expect(gradientAgreement([2, 1], [1, 2]).agrees).toBe(false);
    expect(gradientAgreement([1.01, 2.02], [1, 2]).agrees).toBe(false);
    expect(gradientAgreement([1, NaN], [1, 2]).agrees).toBe(false);
    expect(gradientAgreement([], [1, 2])).toEqual({ error: Infinity, agrees: false });
  });
});

describe('reasonOf', () => {
  it('leaves out the prefix and the stack that Playwright adds', () => {
    const error = new Error('jsHandle.evaluate: TypeError: no such thing\n    at page.js:1');
    expect(reasonOf(error)).toBe('no such thing');
    expect(reasonOf('plain')).toBe('plain');
  });
});

describe('measureRounds', () => {
  const contestant = (id: string, parts: Partial<Contestant> = {}): Contestant => ({
    id,
    title: id,
    group: 'own',
    library: 'engine',
    device: 'wasm',
    threads: 'all',
    batchSizes: [1],
    hasGradients: false,
    ...parts,
  });
  const architecture = {
    name: 'inception-resnet-v1',
    inputSize: 75,
    channels: 1,
    width: 1,
    outputs: 1,
  } as const;
  const plan = (parts: Partial<RoundsPlan> = {}): RoundsPlan => ({
    rounds: 2,
    warmUps: 1,
    reasonToSkip: () => undefined,
    jobOf: (given) => ({ contestant: given, architecture, networkUrl: '/' }),
    reference: { logits: [1, 2], gradient: [1, 0] },
    log: () => {},
    ...parts,
  });

  /** Returns the reference's values and records the calls; each takes a millisecond more. */
  function arena(parts: Partial<Arena> = {}) {
    const calls: string[] = [];
    let ms = 0;
    const scripted: Pick<Arena, 'start' | 'forward' | 'gradient' | 'stop'> = {
      start: async () => ({ description: 'd', codeMs: 1, downloadMs: 1, createMs: 1 }),
      async forward(id, count) {
        calls.push(`${id} ${count}`);
        const values = Float32Array.from({ length: count }, (_, i) => [1, 2][i % 2]);
        return { ms: ++ms, values };
      },
      async gradient(id) {
        calls.push(`${id} gradient`);
        return { ms: ++ms, values: Float32Array.of(1, 0) };
      },
      stop: async () => {},
      ...parts,
    };
    return { arena: scripted, calls };
  }

  it('calls every contestant in turn for at least four images, and leaves the warm-up out of the times', async () => {
    const { arena: scripted, calls } = arena();
    let peaks = 0;
    const rows = await measureRounds(
      scripted,
      [contestant('a', { batchSizes: [1, 2], hasGradients: true }), contestant('b')],
      plan({ eachRound: async () => void peaks++ }),
    );
    const times4 = (call: string) => Array.from({ length: 4 }, () => call);
    const round = [...times4('a 1'), 'a 2', 'a 2', ...times4('a gradient'), ...times4('b 1')];
    expect(calls).toEqual([...round, ...round, ...round]);
    expect(peaks).toBe(2);
    const times = rows.map(({ forward }) => forward.state === 'measured' && forward.timing.all);
    // Mean of a round's calls per image: 15, 16, 17 and 18 ms, then 19 and 20 ms for two images each.
    expect(times).toEqual([
      [16.5, 30.5],
      [9.75, 16.75],
      [26.5, 40.5],
    ]);
    expect(rows[0].gradient).toMatchObject({ state: 'measured', timing: { all: [22.5, 36.5] } });
    expect(rows[1].gradient).toBeUndefined();
  });

  it('marks a contestant whose numbers are wrong in a single round', async () => {
    let calls = 0;
    const { arena: scripted } = arena({
      forward: async () => ({ ms: 1, values: Float32Array.of(++calls === 2 ? 1.1 : 1) }),
    });
    const [row] = await measureRounds(scripted, [contestant('a')], plan());
    expect(row.forward).toMatchObject({ state: 'measured', agreement: { agrees: false } });
  });

  it('continues without a contestant that fails or is skipped, and says why', async () => {
    const { arena: scripted, calls } = arena({
      async gradient() {
        throw new Error('no kernel');
      },
      async start({ contestant: { id } }) {
        if (id === 'b') {
          throw new Error('no library');
        }
        return { description: '', codeMs: 1, downloadMs: 1, createMs: 1 };
      },
    });
    const rows = await measureRounds(
      scripted,
      [contestant('a', { hasGradients: true }), contestant('b'), contestant('c')],
      plan({ reasonToSkip: ({ id }) => (id === 'c' ? 'no device' : undefined) }),
    );
    expect(rows[0].forward.state).toBe('measured');
    expect(rows[0].gradient).toEqual({ state: 'failed', reason: 'no kernel' });
    expect(rows[1].forward).toEqual({ state: 'failed', reason: 'no library' });
    expect(rows[2].forward).toEqual({ state: 'not run', reason: 'no device' });
    expect(calls).toEqual(Array.from({ length: 3 * 4 }, () => 'a 1'));
  });
});
