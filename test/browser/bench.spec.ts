import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contestants } from '../bench/contestants';
import type { Row } from '../bench/measure/rounds';
import type { Report } from '../bench/report/report';
import { expect, test } from '../support/fixtures';
import { repositoryRoot } from '../support/paths';

/** ID of the contestant that gets other weights. */
const damaged = 'tensors-wasm';

test.describe('npm run bench with a small network', () => {
  test.describe.configure({ mode: 'serial' });

  let folder: string;
  let code: number;
  let output: string;
  let report: Report;
  let document: string;
  /** Ends the program where the test has not the time for it. */
  const stop = new AbortController();

  test.beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-bench-'));
    const [json, markdown] = [path.join(folder, 'bench.json'), path.join(folder, 'bench.md')];
    await writeFile(
      markdown,
      '# Before\n\n<!-- bench -->\n\nearlier tables\n\n<!-- /bench -->\n\nBehind.\n',
    );
    const size = ['--size', '79', '--width', '0.0625', '--rounds', '1', '--quick-sizes'];
    const written = ['--json', json, '--markdown', markdown];
    ({ code, output } = await bench([...size, '--damage', damaged, ...written], stop.signal));
    report = JSON.parse(await readFile(json, 'utf8')) as Report;
    document = await readFile(markdown, 'utf8');
  });

  test.afterAll(async () => {
    stop.abort();
    await rm(folder, { recursive: true, force: true });
  });

  const rowsOf = (id: string) => report.rows.filter(({ contestant }) => contestant.id === id);
  const isRight = ({ forward }: Row) => forward.state === 'measured' && forward.agreement.agrees;

  test('has a row for every contestant and batch', () => {
    expect(report.rows.map((row) => [row.contestant.id, row.batchSize])).toEqual(
      contestants.flatMap(({ id, batchSizes }) => batchSizes.map((size) => [id, size])),
    );
    for (const { id } of contestants) {
      expect(output).toContain(`| ${id} `);
    }
  });

  test('computes the same logits with every contestant on WebAssembly', () => {
    const rows = report.rows.filter(
      ({ contestant }) => contestant.device === 'wasm' && contestant.id !== damaged,
    );
    expect(rows.filter((row) => !isRight(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('marks the contestant with other weights as wrong and exits with 1', () => {
    const rows = rowsOf(damaged);
    expect(rows.map(({ forward }) => forward)).toEqual([
      expect.objectContaining({
        state: 'measured',
        agreement: { error: expect.any(Number), agrees: false },
      }),
    ]);
    expect(rows[0].gradient).toMatchObject({ state: 'measured', agreement: { agrees: false } });
    expect(output).toMatch(new RegExp(`\\| ${damaged} .*WRONG`));
    expect(code).toBe(1);
  });

  test('measures saliency on the own engine, and says why stock tfjs has none', () => {
    const [own] = rowsOf('engine-wasm');
    expect(own.gradient).toMatchObject({ state: 'measured', agreement: { agrees: true } });
    const [stock] = rowsOf('layers-wasm');
    expect(stock.gradient).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('Conv2DBackpropFilter'),
    });
  });

  test('measures cold starts, sizes, memory and the arithmetic limit', () => {
    const starts = report.coldStarts ?? [];
    expect(starts.map(({ state }) => state)).toEqual(starts.map(() => 'measured'));
    expect(starts).toHaveLength(contestants.filter(({ device }) => device === 'wasm').length);
    expect(report.plugin?.state).toBe('measured');
    const scripts = report.shipped?.filter(({ kind }) => kind === 'script') ?? [];
    expect(scripts.map(({ name }) => name)).toContain('extension.js');
    for (const { raw, gzip, brotli } of scripts.filter(({ raw }) => raw > 1000)) {
      expect(raw).toBeGreaterThan(Math.max(gzip, brotli));
    }
    expect(report.emptyPage?.renderer).toBeGreaterThan(1e6);
    expect(report.peak?.oneThread.median).toBeGreaterThan(1e9);
    expect(report.peak?.allCores.median).toBeGreaterThan(1e9);
  });

  test('writes the tables between the markers and keeps the rest', () => {
    expect(document).toMatch(/^# Before\n\n<!-- bench -->\n\n\d{4}-/);
    expect(document).toMatch(/\n\n<!-- \/bench -->\n\nBehind\.\n$/);
    expect(document).not.toContain('earlier tables');
    expect(document).toContain('| tensors-wasm ');
  });
});

function bench(args: string[], signal: AbortSignal): Promise<{ code: number; output: string }> {
  const script = path.join(repositoryRoot, 'test/bench/main.ts');
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { cwd: repositoryRoot, maxBuffer: 1e8, signal },
      (error, output, log) => {
        const code = error ? error.code : 0;
        if (typeof code !== 'number' || output === '') {
          reject(new Error(log, { cause: error }));
        } else {
          resolve({ code, output });
        }
      },
    );
  });
}
