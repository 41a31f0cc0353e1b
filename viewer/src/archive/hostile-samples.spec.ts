import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { samplePath } from '@echonet/dicom/testing';
import { archiveServers, failuresOf } from '../testing/archive-server';
import { peakGrowth } from '../testing/peak-memory';

const newServer = archiveServers();
const hostile = samplePath('hostile');
const withSamples = hostile ? describe : describe.skip;
const mebibyte = 1024 * 1024;

withSamples('hostile samples (skipped where ../shared/samples is missing)', () => {
  const sample = (name: string) => readFile(path.join(hostile!, name));

  it.each(['nested_un_1330532173.dcm', 'un_photometric.dcm'])(
    'refuses the claim of %s, without memory for it',
    async (name) => {
      const server = await newServer();
      let answer: Awaited<ReturnType<typeof server.store>> | undefined;
      const file = await sample(name);
      const growth = await peakGrowth(async () => {
        answer = await server.store([file]);
      });
      expect(failuresOf(answer!)).toEqual([
        expect.objectContaining({ sentence: expect.stringMatching(/wants 1330532173 bytes/) }),
      ]);
      expect(growth).toBeLessThan(200 * mebibyte);
    },
  );

  it.each(['corrupt_frame4.dcm', 'sonosite_flag1.dcm'])('stores %s', async (name) => {
    const server = await newServer();
    expect((await server.store([await sample(name)])).statusCode).toBe(200);
  });

  it('renders no image of 65535 bits a sample', async () => {
    const server = await newServer();
    await server.store([await sample('seed1192.dcm')]);
    const growth = await peakGrowth(async () => {
      for (const {
        StudyInstanceUID,
        SeriesInstanceUID,
        SOPInstanceUID,
      } of server.archive.catalogue.listInstances()) {
        const started = performance.now();
        const url = `/studies/${StudyInstanceUID}/series/${SeriesInstanceUID}/instances/${SOPInstanceUID}/rendered`;
        expect((await server.get(url, 'image/png')).statusCode).toBeGreaterThanOrEqual(400);
        expect(performance.now() - started).toBeLessThan(5000);
      }
    });
    expect(growth).toBeLessThan(512 * mebibyte);
  });
});
