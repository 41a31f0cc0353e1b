import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parseManifest } from '@echonet/models';
import { viewClassOf, viewLabels } from '@echonet/models/tasks';
import { writePreparedFixture, type FixtureClip } from '@echonet/training/testing';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-view-'));
const inDirectory = (name: string) => path.join(directory, name);

async function echonet(...programArguments: string[]): Promise<string> {
  const program = path.join(__dirname, '../../training/bin/echonet.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...programArguments]);
  return stdout;
}

const size = 75;

/** A clip whose view shows in nothing but its brightness. */
function clipOf(view: string, index: number): FixtureClip {
  const grey = { A4C: 180, other: 110, unusable: 40 }[viewClassOf(view)!];
  const frames = new Uint8Array(size * size).map((_, i) => grey + ((i * 7 + index) % 13));
  const labels = viewLabels(viewClassOf(view)!);
  return {
    patientId: `p${index}`,
    view,
    labels,
    frames,
    mask: new Uint8Array(size * size).fill(1),
  };
}

describe('a view classifier', () => {
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is trained, given its rejection threshold and exported like any other model', async () => {
    const views = ['A4C', 'PLAX', 'not usable: liver', 'A4C', 'A2C', 'M-mode'];
    const clips = Array.from({ length: 40 }, (_, i) => clipOf(views[i % views.length], i));
    await writePreparedFixture(inDirectory('data'), size, clips);
    const shares = [
      '--test-share',
      '0.3',
      '--validation-share',
      '0.2',
      '--calibration-share',
      '0.3',
    ];
    const split = await echonet('split', '--data', inDirectory('data'), ...shares);
    expect(split).toMatch(/test: 1\d patients.*viewA4C 0\.3/);

    const run = inDirectory('run');
    const tasks = ['--tasks', 'viewA4C,viewOther,viewUnusable', '--batch-size', '8'];
    await echonet(
      'train',
      '--data',
      inDirectory('data'),
      ...tasks,
      '--width',
      '0.05',
      '--epochs',
      '1',
      '--threads',
      '1',
      '--out',
      run,
    );
    await echonet('evaluate', '--run', run, '--threads', '1', '--weights', 'uint8');
    const calibration = await echonet('calibrate', '--run', run, '--most-false-positives', '0.1');
    expect(calibration).toMatch(/viewA4C: .* of the negative test clips pass/);
    await echonet('export', '--run', run, '--out', inDirectory('model'), '--id', 'views');

    const json = readFileSync(path.join(inDirectory('model'), 'echonet.json'), 'utf8');
    const manifest = parseManifest(JSON.parse(json));
    expect(manifest).toMatchObject({ purpose: 'view', input: { view: 'any' } });
    expect(manifest.intendedUse).toMatch(/finds the apical four-chamber clips/);
    const [a4c, other] = manifest.tasks;
    expect(a4c.calibration?.mostFalsePositives).toBe(0.1);
    expect(other.calibration).not.toHaveProperty('mostFalsePositives');
    expect(a4c.metrics['specificity']).toBeGreaterThanOrEqual(0);
    expect(manifest.modelCard).toMatch(
      /at most 10 % of the negative clips that it was fit on pass/,
    );
    expect(manifest.modelCard).toMatch(/\| not usable: liver \| \d+ \| \d+ \|/);
    expect(manifest.modelCard).toMatch(/distinguishes three classes/);
  }, 300_000);
});
