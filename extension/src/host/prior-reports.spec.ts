import { describe, expect, it } from '@jest/globals';
import type { DataSource, HostManagers } from './contracts';
import { ohifPriorReports } from './prior-reports';

const patient = { PatientID: 'P1', StudyInstanceUID: '1.1', StudyDate: '20240520' };
const json = (PatientID: string, SOPInstanceUID: string) => ({
  '00080018': { vr: 'UI', Value: [SOPInstanceUID] },
  '00100020': { vr: 'LO', Value: [PatientID] },
});

function priorReportsOver(source: Partial<DataSource> | null) {
  return ohifPriorReports({
    extensionManager: { getActiveDataSourceOrNull: () => source },
    servicesManager: {
      services: {
        userAuthenticationService: {
          getAuthorizationHeader: () => ({ Authorization: 'Bearer x' }),
        },
      },
    },
  } as unknown as HostManagers);
}

describe('reports of prior studies', () => {
  const study = { studyInstanceUid: '1.2', date: '20230101', mrn: 'P1', modalities: 'SR\\US' };

  function archive(listed: readonly object[], failing = '') {
    const queries: object[] = [];
    const client = {
      headers: {} as Readonly<Record<string, string>>,
      retrieveSeriesMetadata({ studyInstanceUID }: { studyInstanceUID: string }) {
        queries.push({ studyInstanceUID, ...this.headers });
        return studyInstanceUID === failing
          ? Promise.reject(new Error('HTTP 500'))
          : Promise.resolve([json('P1', `${studyInstanceUID}.7`), json('P11', '9.9')]);
      },
    };
    const source: Partial<DataSource> = {
      query: {
        studies: {
          search(query) {
            queries.push(query);
            return Promise.resolve(listed);
          },
        },
        series: {
          search: () =>
            Promise.resolve([
              { seriesInstanceUid: '1.2.1', modality: 'US' },
              { seriesInstanceUid: '1.2.2', modality: 'SR' },
            ]),
        },
      },
      retrieve: { getWadoDicomWebClient: () => client },
    };
    return { source, queries };
  }

  it('are those of the same Patient ID, of earlier studies with reports, the newest first', async () => {
    const { source, queries } = archive([
      { ...study, studyInstanceUid: '1.3', date: '20220101' },
      study,
      { ...study, studyInstanceUid: '1.4', mrn: 'P11' },
      { ...study, studyInstanceUid: '1.5', date: '20250101' },
      { ...study, studyInstanceUid: '1.6', modalities: 'US' },
      { ...study, studyInstanceUid: '1.1' },
    ]);
    const priors = await priorReportsOver(source).find(patient);
    expect(priors.map(({ StudyInstanceUID, StudyDate }) => [StudyInstanceUID, StudyDate])).toEqual([
      ['1.2', '20230101'],
      ['1.3', '20220101'],
    ]);
    expect(priors[0].reports).toMatchObject([{ SOPInstanceUID: '1.2.7', PatientID: 'P1' }]);
    expect(queries).toEqual([
      { patientId: 'P1', disableWildcard: true },
      { studyInstanceUID: '1.2', Authorization: 'Bearer x' },
      { studyInstanceUID: '1.3', Authorization: 'Bearer x' },
    ]);
  });

  it('keep the other studies where one cannot be retrieved', async () => {
    const { source } = archive([study, { ...study, studyInstanceUid: '1.3' }], '1.2');
    const priors = await priorReportsOver(source).find(patient);
    expect(priors[0]).toMatchObject({ reports: [], problem: 'Reports not retrieved (HTTP 500).' });
    expect(priors[1].reports).toHaveLength(1);
  });

  it('are of ten studies at most', async () => {
    const { source } = archive(
      Array.from({ length: 30 }, (_, i) => ({ ...study, studyInstanceUid: `1.2.${i}` })),
    );
    expect(await priorReportsOver(source).find(patient)).toHaveLength(10);
  });

  it('need a data source that can be searched', async () => {
    const message = /cannot be searched/;
    await expect(priorReportsOver(null).find(patient)).rejects.toThrow(message);
    await expect(priorReportsOver({}).find(patient)).rejects.toThrow(message);
  });
});
