import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { HostManagers } from './contracts';
import { searchReportSeries } from './search-series';

const actualFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = actualFetch;
});

function hostOver(qidoRoot?: string): HostManagers {
  return {
    extensionManager: { getActiveDataSourceOrNull: () => ({ getConfig: () => ({ qidoRoot }) }) },
    servicesManager: {
      services: {
        userAuthenticationService: {
          getAuthorizationHeader: () => ({ Authorization: 'Bearer x' }),
        },
      },
    },
  } as unknown as HostManagers;
}

function answering(body: string, status = 200) {
  const fetched = jest.fn<typeof fetch>(() =>
    Promise.resolve(new Response(status === 204 ? null : body, { status })),
  );
  globalThis.fetch = fetched;
  return fetched;
}

describe('a search for the reports of several studies', () => {
  it('is one request with the login of the page', async () => {
    const series = {
      '0020000D': { vr: 'UI', Value: ['1.2'] },
      '0008103E': { vr: 'LO', Value: ['EchoNet results'] },
      '00200011': { vr: 'IS', Value: [7] },
    };
    const fetched = answering(
      JSON.stringify([series, { '0020000D': { vr: 'UI', Value: ['1.3'] } }]),
    );
    expect(await searchReportSeries(hostOver('/dicom-web/'), ['1.2', '1.3'])).toEqual([
      { StudyInstanceUID: '1.2', SeriesDescription: 'EchoNet results', SeriesNumber: 7 },
      { StudyInstanceUID: '1.3', SeriesDescription: '', SeriesNumber: 0 },
    ]);
    const [[address, init]] = fetched.mock.calls;
    expect(address).toBe(
      '/dicom-web/series?Modality=SR&StudyInstanceUID=1.2,1.3&includefield=0008103E',
    );
    expect(init?.headers).toMatchObject({ Authorization: 'Bearer x' });
  });

  it('finds nothing in an answer without content', async () => {
    answering('', 204);
    expect(await searchReportSeries(hostOver('/dicom-web'), ['1.2'])).toEqual([]);
  });

  it.each([
    ['a refusal', '', 403, /with 403/],
    ['an endless answer', ' '.repeat(33 * 1024 * 1024), 200, /too long/],
    ['a web page', '<html>', 200, /not DICOM JSON/],
    ['another JSON', '{}', 200, /not DICOM JSON/],
  ])('tells of %s', async (_, body, status, message) => {
    answering(body, status);
    await expect(searchReportSeries(hostOver('/dicom-web'), ['1.2'])).rejects.toThrow(message);
  });

  it('tells of a page without an archive', async () => {
    await expect(searchReportSeries(hostOver(), ['1.2'])).rejects.toThrow(/no archive/);
  });
});
