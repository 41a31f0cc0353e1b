import { firstText, sequenceItems } from '@echonet/dicom';
import type { DataSource, HostManagers } from './contracts';
import { inTime } from './in-time';

/** Of the patient whose study is shown. */
export interface PatientOfStudy {
  readonly PatientID: string;
  readonly StudyInstanceUID: string;
  /** YYYYMMDD; empty where unknown. */
  readonly StudyDate: string;
}

/** A prior study with its structured reports. */
export interface PriorStudy {
  readonly StudyInstanceUID: string;
  /** YYYYMMDD; empty where unknown. */
  readonly StudyDate: string;
  /** Naturalised, of any origin. */
  readonly reports: readonly unknown[];
  /** Why reports of it could not be retrieved, as a sentence. */
  readonly problem?: string;
}

export interface PriorReports {
  /**
   * Retrieves the structured reports of the patient's prior studies, the newest study first, without
   * adding them to the viewer.
   *
   * @throws Error as a sentence where the archive cannot be searched
   */
  find(patient: PatientOfStudy): Promise<PriorStudy[]>;
}

/** More would keep archive and reader waiting. */
const maxStudies = 10;
const maxSeries = 20;
const maxReports = 50;

/** Searches the data source of the study. */
export function ohifPriorReports({
  extensionManager,
  servicesManager,
}: HostManagers): PriorReports {
  const { userAuthenticationService } = servicesManager.services;
  return {
    async find(patient) {
      const source = extensionManager.getActiveDataSourceOrNull();
      const search = source?.query?.studies?.search;
      if (!source || !search) {
        throw new Error('This archive cannot be searched for earlier studies.');
      }
      const found = await inTime(
        search({ patientId: patient.PatientID, disableWildcard: true }),
        'The archive did not answer the search for earlier studies.',
      );
      const priors: PriorStudy[] = [];
      for (const { studyInstanceUid, date } of priorStudies(found, patient)) {
        const study = { StudyInstanceUID: studyInstanceUid, StudyDate: date };
        try {
          const headers = userAuthenticationService.getAuthorizationHeader?.() ?? {};
          const reports = await reportsOf(source, studyInstanceUid, headers);
          const ofPatient = reports.filter(
            (report) => textOf(report, 'PatientID') === patient.PatientID,
          );
          priors.push({ ...study, reports: ofPatient });
        } catch (error) {
          const reason = error instanceof Error && error.message ? error.message : String(error);
          priors.push({ ...study, reports: [], problem: `Reports not retrieved (${reason}).` });
        }
      }
      return priors;
    },
  };
}

interface ListedStudy {
  readonly studyInstanceUid: string;
  readonly date: string;
}

/**
 * Not later than the study shown, newest first. An archive can match a part of an ID, and a study
 * without a list of modalities can have reports.
 */
function priorStudies(
  listed: Awaited<ReturnType<NonNullable<NonNullable<DataSource['query']>['studies']>['search']>>,
  { PatientID, StudyInstanceUID, StudyDate }: PatientOfStudy,
): ListedStudy[] {
  return listed
    .flatMap(({ studyInstanceUid, date, mrn, modalities }): ListedStudy[] => {
      const isOfPatient = mrn === PatientID && studyInstanceUid !== StudyInstanceUID;
      const day = /^\d{8}/.exec(String(date ?? '').replaceAll(/[-.]/g, ''))?.[0] ?? '';
      const isPrior = StudyDate === '' || day === '' || day <= StudyDate;
      const mayHaveReports = !modalities || /\bSR\b/.test(String(modalities));
      return studyInstanceUid && isOfPatient && isPrior && mayHaveReports
        ? [{ studyInstanceUid, date: day }]
        : [];
    })
    .sort((a, b) => b.date.localeCompare(a.date))
    .slice(0, maxStudies);
}

async function reportsOf(
  { query, retrieve }: DataSource,
  studyInstanceUID: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown[]> {
  const client = retrieve?.getWadoDicomWebClient?.();
  if (!query?.series || !client) {
    throw new Error('the data source does not give metadata');
  }
  const late = 'the archive did not answer';
  const series = (await inTime(query.series.search(studyInstanceUID), late))
    .filter(({ modality }) => modality === 'SR')
    .slice(0, maxSeries);
  // With dcmjs, more than half of the plugin's code, which only reports need.
  const { DicomMetaDictionary } = await import('@echonet/dicom/part10');
  const reports: unknown[] = [];
  for (const { seriesInstanceUid: seriesInstanceUID } of series) {
    if (!seriesInstanceUID || reports.length >= maxReports) {
      continue;
    }
    // As the host does before each request of its own.
    client.headers = { ...headers };
    const instances = await inTime(
      client.retrieveSeriesMetadata({ studyInstanceUID, seriesInstanceUID }),
      late,
    );
    reports.push(
      ...instances
        .slice(0, maxReports - reports.length)
        .map((instance) => DicomMetaDictionary.naturalizeDataset(instance)),
    );
  }
  return reports;
}

function textOf(report: unknown, keyword: string): string {
  const [attributes] = sequenceItems(report);
  return firstText(attributes?.[keyword]);
}
