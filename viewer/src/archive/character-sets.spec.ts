import { describe, expect, it } from '@jest/globals';
import { makeInstance } from '@echonet/dicom/testing';
import { archiveServers, datasetOf } from '../testing/archive-server';
import type { JsonDataset } from './dicom/json';

const newServer = archiveServers();

/** Names of the examples in PS3.5 annexes H, I and K, which have code extensions. */
const names = {
  japanese: {
    characterSet: 'ISO 2022 IR 13\\ISO 2022 IR 87',
    bytes:
      'd4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a' +
      '3d1b24422464245e24401b284a5e1b2442243f246d24261b284a',
    groups: { Alphabetic: 'ﾔﾏﾀﾞ^ﾀﾛｳ', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' },
  },
  korean: {
    characterSet: '\\ISO 2022 IR 149',
    bytes:
      '486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d7' +
      '3d1b242943c8ab5e1b242943b1e6b5bf',
    groups: { Alphabetic: 'Hong^Gildong', Ideographic: '洪^吉洞', Phonetic: '홍^길동' },
  },
  chinese: {
    characterSet: '\\ISO 2022 IR 58',
    bytes: '5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab',
    groups: { Alphabetic: 'Zhang^XiaoDong', Ideographic: '张^小东' },
  },
} as const;

describe.each(Object.entries(names))('a %s name', (_, { characterSet, bytes, groups }) => {
  const file = makeInstance({
    more: [
      ['00080005', 'CS', characterSet],
      ['00100010', 'PN', Buffer.from(bytes, 'hex')],
    ],
  });

  it('comes unchanged in search results and metadata, in UTF-8', async () => {
    const server = await newServer();
    await server.store([file]);
    for (const url of ['/studies', '/studies/1.2.3/metadata']) {
      const [dataset] = (await server.get(url, 'application/dicom+json')).json<JsonDataset[]>();
      expect(dataset['00100010'].Value).toEqual([groups]);
      expect(dataset['00080005'].Value).toEqual(['ISO_IR 192']);
    }
  });

  it('is found by its ideographs, and the file stays as it came', async () => {
    const server = await newServer();
    await server.store([file]);
    const found = await server.get(
      `/studies?PatientName=${encodeURIComponent(groups.Ideographic.slice(0, 2))}*`,
      'application/dicom+json',
    );
    expect(found.json<JsonDataset[]>()).toHaveLength(1);
    const [entry] = server.archive.catalogue.listInstances();
    expect((await server.archive.readFile(entry)).equals(file)).toBe(true);
  });
});

describe('a cine whose sequence item is not closed', () => {
  it('is stored, and the answer says what was odd', async () => {
    const server = await newServer();
    // An item of undefined length in a sequence of defined length, without delimiter.
    const item = Buffer.from('feff00e0ffffffff' + '0800551155490400' + '312e3200', 'hex');
    const response = await server.store([makeInstance({ more: [['00081140', 'SQ', item]] })]);
    expect(response.statusCode).toBe(200);
    const [stored] = datasetOf(response)['00081199'].Value as JsonDataset[];
    expect(stored['0040A160'].Value).toEqual([
      'An item of its sequence (0008,1140) is not closed.',
    ]);
    const { body } = await server.get('/studies/1.2.3/metadata', 'application/dicom+json');
    expect(body).toContain('"00081155":{"vr":"UI","Value":["1.2"]}');
  });
});
