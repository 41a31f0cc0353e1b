import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fetchVideo } from './fetch-video';

afterEach(() => void jest.restoreAllMocks());

/** Answers requests in turn; the addresses and accepted types that were asked for. */
function answering(...answers: [status: number, body: string][]) {
  const asked: [address: unknown, accepted: string | null][] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
    asked.push([address, new Headers(init?.headers).get('accept')]);
    const [status, body] = answers[asked.length - 1];
    return Promise.resolve(new Response(body, { status }));
  });
  return asked;
}

const frame = 'https://archive/instances/1.2/frames/1';
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('fetchVideo', () => {
  it('asks for the instance as it is stored, with the login of the page', async () => {
    const asked = answering([200, 'instance']);
    expect(text(await fetchVideo(`wadors:${frame}`, { Authorization: 'Bearer x' }))).toBe(
      'instance',
    );
    expect(asked).toEqual([
      [
        'https://archive/instances/1.2',
        'multipart/related; type="application/dicom"; transfer-syntax=*',
      ],
    ]);
    const [[, init]] = jest.mocked(fetch).mock.calls;
    expect(init?.headers).toMatchObject({ Authorization: 'Bearer x' });
  });

  it('asks an archive that sends no instances for the first frame', async () => {
    const asked = answering([404, ''], [406, ''], [200, 'stream']);
    expect(text(await fetchVideo(`wadors:${frame}`))).toBe('stream');
    expect(asked.slice(1)).toEqual([
      [frame, 'multipart/related; type="application/octet-stream"; transfer-syntax=*'],
      [frame, 'multipart/related; type="video/mp4"; transfer-syntax=*'],
    ]);
  });

  it('says the first refusal, and stops where the login has ended', async () => {
    answering([500, ''], [404, ''], [404, '']);
    await expect(fetchVideo(`wadors:${frame}`)).rejects.toMatchObject({ status: 500 });
    const asked = answering([401, '']);
    await expect(fetchVideo(`wadors:${frame}`)).rejects.toMatchObject({ status: 401 });
    expect(asked).toHaveLength(1);
  });

  it('refuses clips that come from no archive', async () => {
    await expect(fetchVideo('dicomfile:0')).rejects.toThrow(/archive with DICOMweb alone\.$/);
  });
});
