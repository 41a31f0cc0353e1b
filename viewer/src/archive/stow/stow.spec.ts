import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeInstance, samplePath } from '@echonet/dicom/testing';
import {
  archiveServers,
  datasetOf,
  failuresOf,
  multipartOf,
  multipartType,
} from '../../testing/archive-server';
import { FailureReason } from './outcome';

const newServer = archiveServers();

describe('STOW-RS', () => {
  it('stores all instances of a request and says where they are', async () => {
    const server = await newServer();
    const response = await server.store([
      makeInstance({ SOPInstanceUID: '1.1' }),
      makeInstance({ SOPInstanceUID: '1.2' }),
    ]);
    expect(response.statusCode).toBe(200);
    const answer = datasetOf(response);
    expect(answer['00081190'].Value).toEqual(['http://localhost:80/dicom-web/studies/1.2.3']);
    expect(answer['00081199'].Value).toHaveLength(2);
    expect(answer['00081198']).toBeUndefined();
    expect(server.archive.catalogue.size).toBe(2);
  });

  it('stores a structured report, which has no pixels', async () => {
    const server = await newServer();
    const report = makeInstance({
      Modality: 'SR',
      without: ['7FE00010', '00280008', '00280010', '00280011'],
    });
    expect((await server.store([report])).statusCode).toBe(200);
  });

  it('stores one instance that is sent without multipart', async () => {
    const server = await newServer();
    expect((await server.post(makeInstance(), 'application/dicom')).statusCode).toBe(200);
  });

  it('stores the good instances of a request beside a corrupt one', async () => {
    const server = await newServer();
    const corrupt = makeInstance({ SOPInstanceUID: '1.2' }).subarray(0, -10);
    const response = await server.store([
      makeInstance({ SOPInstanceUID: '1.1' }),
      corrupt,
      makeInstance({ SOPInstanceUID: '1.3' }),
    ]);
    expect(response.statusCode).toBe(202);
    expect(failuresOf(response)).toEqual([
      { reason: FailureReason.CannotUnderstand, sentence: expect.stringMatching(/cut short/) },
    ]);
    const stored = server.archive.catalogue.listInstances().map((entry) => entry.SOPInstanceUID);
    expect(stored).toEqual(['1.1', '1.3']);
  });

  it('answers 409 when nothing could be stored, and leaves no file behind', async () => {
    const server = await newServer();
    const response = await server.store([Buffer.from('nonsense')]);
    expect(response.statusCode).toBe(409);
    expect(response.headers['content-type']).toMatch('application/dicom+json');
    expect(await readdir(path.join(server.archive.directory, 'incoming'))).toEqual([]);
  });

  it('names the instance when it was read that far', async () => {
    const server = await newServer();
    await server.store([makeInstance({ PatientID: 'A' })]);
    const response = await server.store([makeInstance({ PatientID: 'B' })]);
    const [failed] = datasetOf(response)['00081198'].Value as ReturnType<typeof datasetOf>[];
    expect(failed['00081155'].Value).toEqual(['1.2.3.4.5']);
    expect(failed['00081150'].Value).toEqual(['1.2.840.10008.5.1.4.1.1.3.1']);
    expect(failed['00081197'].Value).toEqual([FailureReason.DuplicateInstance]);
  });

  it('refuses an instance of another study than the address names', async () => {
    const server = await newServer();
    const response = await server.store([makeInstance()], '/studies/9.9.9');
    expect(response.statusCode).toBe(409);
    expect(failuresOf(response)[0].reason).toBe(FailureReason.StudyMismatch);
  });

  it('refuses an instance that is too large and stores the one behind it', async () => {
    const server = await newServer({ instance: 2048, request: 1024 ** 2 });
    const large = makeInstance({ SOPInstanceUID: '1.1', pixels: Buffer.alloc(4096) });
    const response = await server.store([large, makeInstance({ SOPInstanceUID: '1.2' })]);
    expect(response.statusCode).toBe(202);
    expect(failuresOf(response)[0].reason).toBe(FailureReason.OutOfResources);
    expect(server.archive.catalogue.findInstance('1.2')).toBeDefined();
  });

  it('stops reading a request that is too large', async () => {
    const server = await newServer({ instance: 1024 ** 2, request: 4096 });
    const large = makeInstance({ pixels: Buffer.alloc(9000) });
    expect((await server.store([large])).statusCode).toBe(413);
    expect(server.archive.catalogue.size).toBe(0);
  });

  it('keeps what arrived whole of a request that was cut off', async () => {
    const server = await newServer();
    const body = multipartOf([
      makeInstance({ SOPInstanceUID: '1.1' }),
      makeInstance({ SOPInstanceUID: '1.2' }),
    ]);
    const response = await server.post(body.subarray(0, body.length - 60), multipartType);
    expect(response.statusCode).toBe(202);
    expect(server.archive.catalogue.listInstances().map((each) => each.SOPInstanceUID)).toEqual([
      '1.1',
    ]);
  });

  it.each([
    ['an empty multipart body', Buffer.alloc(0), multipartType, 400],
    ['a body without parts', Buffer.from('--boundary--\r\n'), multipartType, 400],
    ['a body without the boundary', Buffer.from('hello'), multipartType, 400],
    ['a Content-Type without boundary', multipartOf([]), 'multipart/related', 400],
    ['metadata and bulk data', multipartOf([]), multipartType.replace('dicom', 'dicom+json'), 415],
    ['JSON', Buffer.from('{}'), 'application/dicom+json', 415],
  ])('refuses %s with a JSON sentence', async (_name, body, contentType, status) => {
    const response = await (await newServer()).post(body, contentType);
    expect(response.statusCode).toBe(status);
    expect(response.json<{ message: string }>().message).not.toBe('');
  });
});

const malformed = samplePath('malformed');

/** Expected outcome of each malformed sample: stored, or rejected with a matching sentence. */
const fates: Record<string, 'stored' | RegExp> = {
  'bad_a4c_frames_more_than_pixels.dcm': 'stored',
  'bad_a4c_one_corrupt_jpeg_frame.dcm': 'stored',
  'bad_a4c_truncated_60pct.dcm': /cut short/,
  'bad_a4c_zero_frames.dcm': 'stored',
  'bad_empty.dcm': /no DICOM Part 10 file/,
  'bad_not_dicom.dcm': /no DICOM Part 10 file/,
  'dcmjs_US_no-meta-length.dcm': 'stored',
  'fodicom_GH1339.dcm': 'stored',
  'fodicom_RLE_FRAGS.dcm': 'stored',
  'fodicom_deflated_SQ.dcm': 'stored',
  'pydicom_ExplVR_BigEndNoMeta.dcm': /no DICOM Part 10 file/,
  'pydicom_ExplVR_LitEndNoMeta.dcm': /no DICOM Part 10 file/,
  'pydicom_J2K_embedded_seq_delim.dcm': 'stored',
  'pydicom_J2K_pixelrep_mismatch.dcm': 'stored',
  'pydicom_MR_truncated.dcm': /cut short/,
  'pydicom_SC_rgb_jpeg_wrongVR.dcm': /no value representation/,
  'pydicom_SC_rgb_small_odd.dcm': 'stored',
  'pydicom_SC_rgb_small_odd_jpeg.dcm': 'stored',
  'pydicom_badVR.dcm': 'stored',
  'pydicom_image_dfl.dcm': 'stored',
  'pydicom_meta_missing_tsyntax.dcm': /no Transfer Syntax/,
  'pydicom_no_meta.dcm': /no DICOM Part 10 file/,
  'pydicom_no_meta_group_length.dcm': /StudyInstanceUID is missing/,
  'pydicomdata_bad_sequence.dcm': 'stored',
};

(malformed ? describe : describe.skip)('malformed samples (skipped where they are missing)', () => {
  it.each(Object.entries(fates))('%s: %s, and the archive goes on', async (name, fate) => {
    const server = await newServer();
    const file = await readFile(path.join(malformed ?? '', name));
    const response = await server.store([file]);
    if (fate === 'stored') {
      expect(response.statusCode).toBe(200);
      const [entry] = server.archive.catalogue.listInstances();
      expect(await server.archive.readFile(entry)).toEqual(file);
      const url = `/studies/${entry.StudyInstanceUID}/series/${entry.SeriesInstanceUID}/instances/${entry.SOPInstanceUID}`;
      expect((await server.get(`${url}/metadata`)).statusCode).toBe(200);
      for (const resource of ['frames/1', 'rendered', 'thumbnail']) {
        const { statusCode } = await server.get(`${url}/${resource}`);
        expect([200, 404, 500]).toContain(statusCode);
      }
    } else {
      expect(response.statusCode).toBe(409);
      expect(failuresOf(response)[0].sentence).toMatch(fate);
      expect(server.archive.catalogue.size).toBe(0);
    }
    expect((await server.get('/studies')).statusCode).toBe(200);
  });
});
