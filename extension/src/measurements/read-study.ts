import { chooseValues, firstText, readMeasurements, sequenceItems, software } from '@echonet/dicom';
import { sentenceOf } from '../sentence';
import { comparedIds, type ReportedValues, type StudyMeasurements } from './state';

interface ReadReport {
  readonly isOurs: boolean;
  readonly measurements: ReturnType<typeof readMeasurements>['measurements'];
  /** Content Date and Content Time. */
  readonly reportedAt: string;
}

/** A department's study has a handful; more are not read. */
const maxReports = 50;

/**
 * Reads what the reports of one study measured: of each value the one that its report selects, of the
 * best method (see chooseValues). Never throws: what cannot be read becomes a sentence.
 *
 * @param reports naturalised, of any origin
 */
export function readStudyMeasurements(
  study: Pick<StudyMeasurements, 'StudyInstanceUID' | 'date'> & { readonly PatientID: string },
  reports: readonly unknown[],
): StudyMeasurements {
  const problems: string[] = [];
  const read = reports.slice(0, maxReports).flatMap((report): ReadReport[] => {
    try {
      if (!isOfPatient(report, study.PatientID)) {
        problems.push('A report is of another patient than the study; it was not read.');
        return [];
      }
      return readReport(report);
    } catch (error) {
      problems.push(`A report could not be read: ${sentenceOf(error)}`);
      return [];
    }
  });
  if (reports.length > maxReports) {
    problems.push(`Only ${maxReports} of ${reports.length} reports were read.`);
  }
  const others = read.filter(({ isOurs }) => !isOurs);
  const chosen = chooseValues(others);
  problems.push(...chosen.passedOver.map(({ reason }) => reason));
  const newest = read.map(({ reportedAt }) => reportedAt).reduce((a, b) => (a > b ? a : b), '');
  return {
    StudyInstanceUID: study.StudyInstanceUID,
    date: study.date || newest.slice(0, 8),
    bySonographer: compared(chosen.values),
    byEchoNet: compared(chooseValues(read.filter(({ isOurs }) => isOurs)).values),
    problems: [...new Set(problems)],
  };
}

export function hasMeasurements({ bySonographer, byEchoNet }: StudyMeasurements): boolean {
  return Object.keys(bySonographer).length > 0 || Object.keys(byEchoNet).length > 0;
}

/** Reports are put into studies of others by mistake; some name no patient. */
function isOfPatient(report: unknown, PatientID: string): boolean {
  const [dataset] = sequenceItems(report);
  const [own, other] = [PatientID, firstText(dataset?.PatientID)].map((id) => id.toLowerCase());
  return own === '' || other === '' || own === other;
}

function readReport(report: unknown): ReadReport[] {
  const [dataset] = sequenceItems(report);
  if (!dataset) {
    return [];
  }
  const isOurs = firstText(dataset.Manufacturer) === software.manufacturer;
  const { measurements } = readMeasurements(dataset, isOurs);
  const [day, time] = [dataset.ContentDate, dataset.ContentTime].map((value) =>
    firstText(value).replaceAll(/[-.:]/g, ''),
  );
  return [{ isOurs, measurements, reportedAt: `${day}${time}` }];
}

function compared(values: ReturnType<typeof chooseValues>['values']): ReportedValues {
  return Object.fromEntries(
    comparedIds.flatMap((id) => (values[id] ? [[id, values[id]] as const] : [])),
  );
}
