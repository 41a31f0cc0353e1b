import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAnyManifest } from '@echonet/models';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-other-view-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);

async function echonet(...programArguments: string[]): Promise<string> {
  const program = path.join(__dirname, '../../training/bin/echonet.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...programArguments]);
  return stdout;
}

const prepared = inDirectory('prepared');
const backend = ['--threads', '1'];
const smallestNetwork = [
  ...['--input-size', '64', '--level-channels', '8,8,8', '--level-blocks', '0,0,1'],
  ...['--batch-size', '4'],
];
const smallest = {
  predictions: ['--tasks', 'EF,EDV', '--width', '0.05', '--epochs', '1', '--batch-size', '4'],
  structures: ['--structures', '--steps', '2', ...smallestNetwork],
  volumes: ['--volumes', '--steps', '2', '--frame-count', '2', ...smallestNetwork],
};
const kinds = Object.keys(smallest) as (keyof typeof smallest)[];

async function trainAndExport(kind: keyof typeof smallest): Promise<void> {
  const run = ['--run', inDirectory(kind)];
  await echonet(
    ...['train', '--data', prepared, '--out', inDirectory(kind)],
    ...[...smallest[kind], ...backend],
  );
  await echonet('evaluate', ...run, ...backend);
  if (kind === 'predictions') {
    await echonet('calibrate', ...run);
  }
  await echonet('export', ...run, '--id', kind, '--out', inDirectory('models', kind));
}

/** A dozen programs one after the other, also where other work takes most of the processor. */
const hookTimeoutMs = 360_000;

describe('models of another view than A4C', () => {
  beforeAll(async () => {
    const sampling = ['--frame-count', '2', '--frame-interval-ms', '300', '--size', '75'];
    await echonet(
      ...['prepare', '--phantoms', '8', '--views', 'A2C', '--masks', ...sampling],
      ...['--workers', '1', '--out', prepared],
    );
    await echonet(
      ...['split', '--data', prepared, '--test-share', '0.25', '--validation-share', '0.3'],
      ...['--calibration-share', '0'],
    );
    for (const kind of kinds) {
      await trainAndExport(kind);
    }
  }, hookTimeoutMs);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(kinds)('say so where they learned %s', (kind) => {
    const text = readFileSync(inDirectory('models', kind, 'echonet.json'), 'utf8');
    const { input, intendedUse, modelCard } = parseAnyManifest(JSON.parse(text));
    expect(input.view).toBe('A2C');
    expect(`${intendedUse}${modelCard}`).not.toMatch(/four-chamber|A4C/);
    expect(modelCard).toMatch(/A2C|two-chamber/);
    expect(modelCard).not.toMatch(/[0-9a-f]{32}/);
  });

  it('are measured on clips of another view with a warning', async () => {
    const model = inDirectory('models', 'of-plax');
    cpSync(inDirectory('models', 'predictions'), model, { recursive: true });
    const manifest = path.join(model, 'echonet.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('"view": "A2C"', '"view": "PLAX"'));
    const out = inDirectory('own');
    expect(
      await echonet('evaluate', '--model', model, '--data', prepared, '--out', out, ...backend),
    ).toContain('The model was trained on clips of the view PLAX, and these are of A2C');
    expect(readFileSync(path.join(out, 'metrics.json'), 'utf8')).toContain('"EF"');
  });

  it.each([
    ['predictions', '--models'],
    ['structures', '--segmentation'],
  ])('are not given the clips that are read, where they learned %s', async (kind, option) => {
    const clip = inDirectory('none.dcm');
    writeFileSync(clip, '');
    await expect(
      echonet('read', clip, option, inDirectory('models', kind), '--out', inDirectory('read.csv')),
    ).rejects.toThrow('trained on clips of the view A2C, and the viewer reads A4C clips');
  });
});
