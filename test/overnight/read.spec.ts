import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCine } from '@echonet/dicom/node';
import { sampleFrames } from '@echonet/models/sampling';
import { phantomClip, phantomStudy } from '../support/clips';
import { startEchonet } from '../support/echonet';
import { startEmbeddedArchive } from '../support/embedded-archive';
import { bundledModelDirectory } from '../support/paths';
import { predictInNode } from '../support/predict-in-node';
import { storeInstances } from '../support/stow';

interface Value {
  readonly id: string;
  readonly method: string;
  readonly value: number;
}

interface StudyLine {
  readonly status: string;
  readonly values: readonly Value[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'echonet-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `echonet read` to its end. */
async function read(out: string, ...args: string[]) {
  const file = path.join(folder, out);
  const state = path.join(folder, 'state');
  const { ended, output } = startEchonet(['read', ...args, '--out', file, '--state', state]);
  const code = await ended;
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return { code, ...output, studies: lines.map((line) => JSON.parse(line) as StudyLine) };
}

describe('reading files', () => {
  it('gives the numbers that the viewer computes, and names what it cannot read', async () => {
    const clip = await phantomClip(31, {
      more: { StudyInstanceUID: '1.2.826.31', SOPInstanceUID: '1.2.826.31.1' },
    });
    const clips = path.join(folder, 'a4c.dcm');
    await writeFile(clips, clip.file);
    const damaged = path.join(folder, 'damaged.dcm');
    await writeFile(damaged, clip.file.slice(0, 2000));
    const { code, studies, stderr } = await read('files.ndjson', clips, damaged, '--any-view');
    expect(code).toBe(0);
    expect(studies.map(({ status }) => status)).toEqual(['read', 'nothing to read']);
    expect(stderr).toMatch(/2 studies: 1 read, 1 without a clip to read, 0 failed/);
    expect(stderr).toMatch(/damaged\.dcm: The file ends before its elements do/);

    const { input } = JSON.parse(
      await readFile(path.join(bundledModelDirectory, 'echonet.json'), 'utf8'),
    ) as {
      input: { frameIntervalMs: number; frameCount: number };
    };
    const cine = await readCine(clip.file);
    const times = { timesMs: Array.from({ length: 20 }, (_, i) => 50 * i) };
    const frames = [];
    for (const index of sampleFrames(times, input).frameIndices) {
      const { Rows, Columns, data } = await cine.frame(index);
      frames.push({ Rows, Columns, data: Uint8Array.from(data) });
    }
    // Decoded frames are RGB, as the host of the viewer gives them.
    const header = { ...clip.header, PhotometricInterpretation: 'RGB' };
    const expected = await predictInNode(bundledModelDirectory, frames, header);
    for (const id of ['EF', 'EDV', 'LAVolume', 'LVH']) {
      const found = studies[0].values.find(
        (value) => value.id === id && value.method === 'predicted',
      );
      expect(Math.abs(found!.value / expected[id].mean - 1)).toBeLessThan(1e-4);
    }
  }, 300_000);
});

describe('reading studies of an archive', () => {
  it('says what would be read without reading', async () => {
    const archive = await startEmbeddedArchive(await mkdtemp(path.join(folder, 'archive-')));
    try {
      const clips = await phantomStudy(41, [
        { seriesDescription: 'A4C', frameCount: 4 },
        { seriesDescription: 'A4C', frameCount: 4 },
      ]);
      await storeInstances(
        archive.dicomwebUrl,
        clips.map(({ file }) => file),
      );
      const plan = startEchonet([
        ...['read', '--dicomweb', archive.dicomwebUrl, '--dry-run'],
        ...['--state', path.join(folder, 'no-state')],
      ]);
      expect(await plan.ended).toBe(0);
      expect(plan.output.stdout).toBe(`${clips[0].StudyInstanceUID}: 2 of 2 clips to look at\n`);
    } finally {
      await archive.close();
    }
  }, 300_000);
});
