import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lastSearch } from './last-search';

let state: string;
beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'echonet-searches-'));
});
afterAll(() => rm(state, { recursive: true, force: true }));

const url = 'https://archive/dicom-web';

describe('a search that goes on where the last one ended', () => {
  it('begins some days before the last one, and anywhere at first', async () => {
    const search = lastSearch(state, url, { Modality: 'US' });
    expect(await search.studyDates()).toBeUndefined();
    await search.keep(new Date(2026, 2, 1, 12));
    expect(await search.studyDates()).toBe('20260226-');
  });

  it('is another one for other keys or another archive, in whatever order', async () => {
    const keys = { InstitutionName: 'Heart*', PatientSex: 'F' };
    await lastSearch(state, url, keys).keep(new Date(2026, 10, 28));
    const turned = { PatientSex: 'F', InstitutionName: 'Heart*' };
    expect(await lastSearch(state, url, turned).studyDates()).toBe('20261125-');
    expect(await lastSearch(state, url, {}).studyDates()).toBeUndefined();
    expect(await lastSearch(state, `${url}/2`, keys).studyDates()).toBeUndefined();
  });

  it('begins anywhere where its file is damaged', async () => {
    const search = lastSearch(path.join(state, 'damaged'), url, {});
    await search.keep(new Date());
    const folder = path.join(state, 'damaged', 'searches');
    const [file] = await readdir(folder);
    await writeFile(path.join(folder, file), '{"from":"yesterday"}');
    expect(await search.studyDates()).toBeUndefined();
  });
});
