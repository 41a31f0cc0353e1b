/** @jest-environment jsdom */

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DataSource, HostManagers } from './contracts';
import { ohifArchive } from './archive';

const object = {
  StudyInstanceUID: '1.2.3',
  SeriesInstanceUID: '1.2.3.1',
  SOPInstanceUID: '1.2.3.1.1',
  part10: new ArrayBuffer(4),
};
const confirmation = JSON.stringify({
  '00081199': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: [object.SOPInstanceUID] } }] },
});

/** Answers a request without a network. */
function answer(request: XMLHttpRequest, status: number, body: string): void {
  Object.defineProperties(request, {
    status: { value: status },
    responseText: { value: body },
    readyState: { value: XMLHttpRequest.DONE },
  });
  request.dispatchEvent(new Event('loadend'));
}

function archiveOver(status: number, body: string, search?: () => Promise<never[] | Series[]>) {
  const source: DataSource = {
    getImageIdsForDisplaySet: () => [],
    store: {
      dicom(_, request) {
        answer(request!, status, body);
        return Promise.reject(new Error('the host rejects whatever is not HTTP 200'));
      },
    },
    query: search && { series: { search } },
  };
  return ohifArchive({
    extensionManager: { getActiveDataSourceOrNull: () => source },
  } as unknown as HostManagers);
}

type Series = { readonly seriesInstanceUid: string };

describe('storing in the data source of the viewer', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const store = async (archive: ReturnType<typeof archiveOver>) => {
    const settled = archive
      .store(object, () => undefined)
      .then(
        (receipt) => receipt,
        (error: Error) => error.message,
      );
    await jest.advanceTimersByTimeAsync(60_000);
    return settled;
  };

  it('needs no query when the answer names the object', async () => {
    const search = jest.fn(() => Promise.resolve([]));
    expect(await store(archiveOver(200, confirmation, search))).toEqual({});
    expect(search).not.toHaveBeenCalled();
  });

  it('is confirmed by a query when the answer says nothing, at once or a little later', async () => {
    const listed = [{ seriesInstanceUid: object.SeriesInstanceUID }];
    expect(await store(archiveOver(200, '', () => Promise.resolve(listed)))).toEqual({});
    let queries = 0;
    const late = () => Promise.resolve(++queries < 3 ? [] : listed);
    expect(await store(archiveOver(202, '', late))).toEqual({});
  });

  it('fails when neither the answer nor a query names the object', async () => {
    const others = () => Promise.resolve([{ seriesInstanceUid: '1.2.3.2' }]);
    expect(await store(archiveOver(200, '<html>Log in</html>', others))).toBe(
      "A web page came instead of the archive's response (HTTP 200), and a query does not find the object: log in to the viewer again, then store again.",
    );
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('HTTP 401'))],
    ['never answers', () => new Promise<never>(() => undefined)],
    ['is not offered', undefined],
  ])('fails when the query %s', async (_, search) => {
    expect(await store(archiveOver(200, '{"error":"quota"}', search))).toBe(
      'The archive did not confirm the object (HTTP 200), and a query failed: see its log, then store again.',
    );
  });

  it('asks no further after a refusal', async () => {
    const search = jest.fn(() => Promise.resolve([]));
    expect(await store(archiveOver(403, '', search))).toMatch(/No permission/);
    expect(search).not.toHaveBeenCalled();
  });
});
