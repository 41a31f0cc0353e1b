import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { viewClassOf } from '@echonet/models/tasks';
import { findViewStills } from './find-view-stills';
import { readStill } from './read-still';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'echonet-stills-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function hold(collection: string, names: readonly string[]): void {
  mkdirSync(path.join(folder, collection));
  names.forEach((name) => writeFileSync(path.join(folder, collection, name), ''));
}

describe('finding stills of known views', () => {
  it('takes the view from the name, and keeps every A4C and even numbers for the test', () => {
    const names = ['01_a2ch-full', '02_a2ch-la', '08_a4ch-full', '11_a4ch-lv', '13_a4ch-rv'];
    const others = ['09_a4ch-ias', '17_doppler-ao', '41_mmode-ivc', '46_subcostal-ivc'];
    hold(
      'tte47',
      [...names, ...others].map((name) => `gallery_${name}.jpg`),
    );
    const found = findViewStills(folder).map(({ view, set }) => [view && viewClassOf(view), set]);
    expect(found).toEqual([
      ['other', 'train'],
      ['other', 'validation'],
      ['A4C', 'validation'],
      ['other', 'train'],
      ['A4C', 'validation'],
      [undefined, 'train'],
      ['unusable', 'train'],
      ['unusable', 'train'],
      ['other', 'validation'],
    ]);
  });

  it('takes anything else for not usable, and every other one for training', () => {
    hold('not-cardiac', ['liver_1.jpg', 'liver_2.jpg', 'probe.png', 'film.mp4']);
    expect(findViewStills(folder).map(({ view, set }) => [view, set])).toEqual([
      ['not usable: liver', 'train'],
      ['not usable: liver', 'validation'],
      ['not usable: no patient', 'train'],
    ]);
  });

  it('names a file without a view, and a folder without images', () => {
    expect(() => findViewStills(folder)).toThrow(/tte47 and not-cardiac/);
    hold('tte47', ['heart.jpg']);
    expect(() => findViewStills(folder)).toThrow(/heart\.jpg names no view/);
  });
});

describe('reading a still', () => {
  it('gives grey values of an image in colour', async () => {
    const background = { r: 90, g: 90, b: 90 };
    const image = sharp({ create: { width: 6, height: 4, channels: 3, background } });
    const frame = await readStill(await image.png().toBuffer());
    expect([frame.Rows, frame.Columns, frame.channels]).toEqual([4, 6, 1]);
    expect([...new Set(frame.data)]).toEqual([90]);
  });
});
