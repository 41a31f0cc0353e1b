import { firstText, sequenceItems } from '@echonet/dicom';
import type { DisplaySet } from '../host/contracts';
import type { PatientOfStudy, PriorReports } from '../host/prior-reports';
import type { Viewer } from '../host/viewer';
import { sentenceOf } from '../sentence';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { hasMeasurements, readStudyMeasurements } from './read-study';
import { emptyMeasurements, type MeasurementsState, type StudyMeasurements } from './state';

/** What the reports of the study say, and on request those of prior studies of the patient. */
export class MeasurementService {
  /** Reports that were read last, by SOP Instance UID. */
  private readFrom = '';
  /** The study that priors belong to. */
  private study = '';

  constructor(
    private readonly store: Store<SessionState>,
    private readonly viewer: Pick<Viewer, 'displaySets'>,
    private readonly priorReports: PriorReports,
  ) {}

  /** Reads the reports of the study that the viewer shows, when they have changed. */
  follow(): void {
    const patient = this.patient();
    const study = patient?.StudyInstanceUID ?? '';
    if (study !== this.study) {
      this.clear();
      this.study = study;
    }
    if (!patient) {
      return;
    }
    const reports = reportsOf(this.viewer.displaySets(), patient.StudyInstanceUID);
    const readFrom = reports.map((report) => textOf(report, 'SOPInstanceUID')).join(' ');
    if (readFrom === this.readFrom) {
      return;
    }
    this.readFrom = readFrom;
    const { StudyInstanceUID, StudyDate, PatientID } = patient;
    const read = readStudyMeasurements({ StudyInstanceUID, date: StudyDate, PatientID }, reports);
    this.set({ ofStudy: hasMeasurements(read) || read.problems.length > 0 ? read : undefined });
  }

  /** Searches the archive for prior studies of the patient and reads their reports. Never rejects. */
  async findPriors(): Promise<void> {
    const patient = this.patient();
    if (!patient || this.state.priors.phase === 'searching') {
      return;
    }
    const isLeft = () => this.study !== patient.StudyInstanceUID;
    this.study = patient.StudyInstanceUID;
    this.set({ priors: { phase: 'searching' } });
    try {
      if (patient.PatientID === '') {
        throw new Error('The study has no Patient ID to search for.');
      }
      const { PatientID } = patient;
      const found = await this.priorReports.find(patient);
      const studies = found
        .map(({ StudyInstanceUID, StudyDate, reports, problem }): StudyMeasurements => {
          const prior = { StudyInstanceUID, date: StudyDate, PatientID };
          const read = readStudyMeasurements(prior, reports);
          return problem ? { ...read, problems: [problem, ...read.problems] } : read;
        })
        .filter((study) => hasMeasurements(study) || study.problems.length > 0);
      if (!isLeft()) {
        this.set({ priors: { phase: 'found', studies } });
      }
    } catch (error) {
      if (!isLeft()) {
        this.set({ priors: { phase: 'failed', reason: sentenceOf(error) } });
      }
    }
  }

  clear(): void {
    this.readFrom = '';
    this.study = '';
    this.store.set(emptyMeasurements);
  }

  /** Of the first display set; undefined without images or reports. */
  private patient(): PatientOfStudy | undefined {
    const [first] = this.viewer.displaySets();
    const instance = first?.instances?.[0] ?? first?.instance;
    const StudyInstanceUID = textOf(instance, 'StudyInstanceUID') || first?.StudyInstanceUID;
    return StudyInstanceUID
      ? {
          StudyInstanceUID,
          PatientID: textOf(instance, 'PatientID'),
          StudyDate: textOf(instance, 'StudyDate').replaceAll(/[-.]/g, '').slice(0, 8),
        }
      : undefined;
  }

  private get state(): MeasurementsState {
    return this.store.get().measurements;
  }

  private set(change: Partial<MeasurementsState>): void {
    this.store.set({ measurements: { ...this.state, ...change } });
  }
}

/** The viewer can show a prior study beside the study. */
function reportsOf(displaySets: readonly DisplaySet[], StudyInstanceUID: string): unknown[] {
  return displaySets
    .filter(({ Modality }) => Modality === 'SR')
    .flatMap(({ instances, instance }) => instances ?? [instance])
    .filter((instance) => textOf(instance, 'StudyInstanceUID') === StudyInstanceUID);
}

function textOf(instance: unknown, keyword: string): string {
  const [attributes] = sequenceItems(instance);
  return firstText(attributes?.[keyword]);
}
