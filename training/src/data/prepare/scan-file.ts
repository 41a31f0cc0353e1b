import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ClipRefusal } from '@echonet/models/image';
import {
  readClipHeader,
  readMeasurements,
  readPatientAttributes,
  type ReportedMeasurement,
  stressStage,
  viewOf,
} from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import {
  clipsWithReaderContours,
  isSegmentation,
  referencedInstances,
} from '../sources/site-masks';
import { movingImageOf } from './prepare-clip';

/** The header of a DICOM file. */
export interface ScannedFile {
  /** SHA-256 of the file, hex. */
  readonly contentHash: string;
  readonly keys: {
    readonly SOPInstanceUID: string;
    readonly StudyInstanceUID: string;
    readonly AccessionNumber: string;
    readonly PatientID: string;
  };
  readonly manufacturer?: string;
  /** 'A4C' or another view's name; absent when the header has none. */
  readonly view?: string;
  /** The patient's age, sex, weight and height by task id. */
  readonly patient: Readonly<Record<string, number>>;
  readonly measurements?: readonly ReportedMeasurement[];
  /** As measurements, with those that a reader accepted after EchoNet had made them. */
  readonly acceptedMeasurements?: readonly ReportedMeasurement[];
  /** UIDs of the clips whose contours a reader edited in a report of EchoNet. */
  readonly readerContours?: readonly string[];
  /** Content Date and Content Time of a report, as they are written. */
  readonly reportedAt?: string;
  /** Measurements of the report that were ignored, and why. */
  readonly notes?: readonly string[];
  /** UIDs of the instances that a DICOM Segmentation segments. */
  readonly segmentedInstances?: readonly string[];
  /** Of a stress test, other than the one at rest. */
  readonly stressStage?: string;
  /** Why the clip is not eligible. */
  readonly refusal?: string;
}

/**
 * Reads one DICOM file's header. Runs in a worker process.
 *
 * @returns the reason when the file is not DICOM
 */
export async function scanFile(file: string): Promise<ScannedFile | { unreadable: string }> {
  try {
    const content = await readFile(file);
    const cine = await readCine(content);
    const text = (keyword: string) => {
      const value = cine.instance[keyword];
      return value === undefined || value === null ? '' : String(value).trim();
    };
    const { sex, ageYears, heightM, weightKg, manufacturer } = readPatientAttributes(cine.instance);
    const patient = {
      ...(ageYears !== undefined && { age: ageYears }),
      ...(sex !== undefined && { sex: sex === 'male' ? 1 : 0 }),
      ...(weightKg !== undefined && { weight: weightKg }),
      ...(heightM !== undefined && { height: heightM }),
    };
    const base = {
      contentHash: createHash('sha256').update(content).digest('hex'),
      keys: {
        SOPInstanceUID: text('SOPInstanceUID'),
        StudyInstanceUID: text('StudyInstanceUID'),
        AccessionNumber: text('AccessionNumber'),
        PatientID: text('PatientID'),
      },
      manufacturer,
      view: viewOf(cine.instance),
      patient,
    };
    if (text('Modality') === 'SR') {
      const { measurements, passedOver } = readMeasurements(cine.instance);
      const notes = passedOver.map(({ path, reason }) => `${path}: ${reason}`);
      const reportedAt = text('ContentDate') + text('ContentTime');
      return {
        ...base,
        measurements,
        acceptedMeasurements: readMeasurements(cine.instance, true).measurements,
        readerContours: clipsWithReaderContours(cine.instance),
        notes,
        reportedAt,
        refusal: 'The file is a structured report.',
      };
    }
    if (isSegmentation(cine.instance)) {
      const segmentedInstances = referencedInstances(cine.instance);
      return { ...base, segmentedInstances, refusal: 'The file is a DICOM segmentation.' };
    }
    const refusal = refusalOf(() => movingImageOf(cine));
    return refusal === undefined
      ? { ...base, stressStage: stressStage(readClipHeader(cine.instance)) }
      : { ...base, refusal };
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
}

function refusalOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error instanceof ClipRefusal ? error.reason : (error as Error).message;
  }
}
