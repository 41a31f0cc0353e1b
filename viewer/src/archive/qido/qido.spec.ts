import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeInstance } from '@echonet/dicom/testing';
import { archiveServers, datasetOf, type ArchiveServer } from '../../testing/archive-server';
import type { JsonDataset } from '../dicom/json';

const newServer = archiveServers();

describe('QIDO-RS', () => {
  let server: ArchiveServer;

  beforeAll(async () => {
    server = await newServer();
    await server.store([
      makeInstance({ StudyInstanceUID: '1', SeriesInstanceUID: '1.1', SOPInstanceUID: '1.1.1' }),
      makeInstance({ StudyInstanceUID: '1', SeriesInstanceUID: '1.1', SOPInstanceUID: '1.1.2' }),
      makeInstance({
        StudyInstanceUID: '1',
        SeriesInstanceUID: '1.2',
        SOPInstanceUID: '1.2.1',
        Modality: 'SR',
      }),
      makeInstance({
        StudyInstanceUID: '2',
        SeriesInstanceUID: '2.1',
        SOPInstanceUID: '2.1.1',
        PatientName: 'Roe^Richard',
        PatientID: 'P2',
        StudyDate: '20211224',
        StudyDescription: 'Follow-up',
      }),
      makeInstance({
        StudyInstanceUID: '3',
        SeriesInstanceUID: '3.1',
        SOPInstanceUID: '3.1.1',
        PatientID: 'P3',
        StudyDate: '19991231',
        without: ['00080060'],
      }),
    ]);
  });

  async function found(url: string): Promise<string[]> {
    const response = await server.get(url, 'application/dicom+json');
    expect(response.statusCode).toBe(200);
    const tag = url.includes('/instances')
      ? '00080018'
      : url.includes('/series')
        ? '0020000E'
        : '0020000D';
    return response.json<JsonDataset[]>().map((dataset) => String(dataset[tag].Value?.[0]));
  }

  it.each([
    ['/studies', ['2', '1', '3']],
    ['/studies?limit=1', ['2']],
    ['/studies?limit=1&offset=1', ['1']],
    ['/studies?limit=10&offset=7', []],
    ['/studies?PatientName=*roe*', ['2']],
    ['/studies?00100020=*P*&fuzzymatching=false&includefield=00081030,00080060', ['2', '1', '3']],
    ['/studies?PatientID=P2', ['2']],
    ['/studies?StudyDate=20200101-20211231', ['2', '1']],
    ['/studies?StudyDescription=*follow*', ['2']],
    ['/studies?ModalitiesInStudy=SR', ['1']],
    ['/studies?ModalitiesInStudy=SR,CT', ['1']],
    ['/studies?StudyInstanceUID=1%5C3', ['1', '3']],
    ['/studies?AccessionNumber=*', ['2', '1', '3']],
    ['/studies?AccessionNumber=A1', []],
    ['/studies?PatientName=nobody', []],
    ['/studies?SOPInstanceUID=1.2.1', ['1']],
    ['/series', ['1.1', '1.2', '2.1', '3.1']],
    ['/studies/1/series', ['1.1', '1.2']],
    ['/studies/1/series?Modality=SR', ['1.2']],
    ['/studies/9/series', []],
    ['/instances?SOPInstanceUID=1.1.2,2.1.1', ['1.1.2', '2.1.1']],
    ['/studies/1/instances', ['1.1.1', '1.1.2', '1.2.1']],
    ['/studies/1/series/1.1/instances', ['1.1.1', '1.1.2']],
  ])('%s finds %j', async (url, expected) => {
    expect(await found(url)).toEqual(expected);
  });

  it('counts series and instances and lists modalities', async () => {
    const study = datasetOf(await server.get('/studies?StudyInstanceUID=1'));
    expect(study['00081030'].Value).toEqual(['Echocardiogram']);
    expect(study['00080061'].Value).toEqual(['US', 'SR']);
    expect(study['00201206'].Value).toEqual([2]);
    expect(study['00201208'].Value).toEqual([3]);
    const series = datasetOf(await server.get('/studies/1/series'));
    expect(series['00201209'].Value).toEqual([2]);
  });

  it('leaves Modalities in Study out when there is none, which the study list cannot bear empty', async () => {
    expect(datasetOf(await server.get('/studies?PatientID=P3'))['00080061']).toBeUndefined();
  });

  it('adds the attributes asked for', async () => {
    const url = '/studies/1/series/1.1/instances';
    expect(datasetOf(await server.get(url))['00280102']).toBeUndefined();
    expect(datasetOf(await server.get(`${url}?includefield=HighBit`))['00280102'].Value).toEqual([
      7,
    ]);
    const all = datasetOf(await server.get(`${url}?includefield=all`));
    expect(all['00280102'].Value).toEqual([7]);
    expect(datasetOf(await server.get('/studies?includefield=all'))['00080018']).toBeUndefined();
  });

  it('ignores a parameter that it does not know, and says so', async () => {
    const response = await server.get('/studies?Colour=blue&PatientID=P2');
    expect(response.json()).toHaveLength(1);
    expect(response.headers.warning).toMatch(/Colour/);
  });

  it('refuses a limit that is no number', async () => {
    const response = await server.get('/studies?limit=many');
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ message: 'limit is a whole number, not "many".' });
  });
});
