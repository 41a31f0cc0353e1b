import type { ChosenValue } from '@echonet/dicom';

/** What is compared, in the order of a report; volumes in mL, EF in per cent. */
export const comparedIds = ['EF', 'EDV', 'ESV', 'LAVolume'] as const;

export type ComparedId = (typeof comparedIds)[number];

/** Where a value of EchoNet is from: measured, predicted, or stored and accepted by a reader. */
export type EchoNetSource = 'contours' | 'predicted' | 'accepted';

export type ReportedValues = Readonly<Partial<Record<ComparedId, ChosenValue>>>;

/** What the structured reports of one study say. */
export interface StudyMeasurements {
  readonly StudyInstanceUID: string;
  /** YYYYMMDD: of the study, else of its newest report; empty where unknown. */
  readonly date: string;
  /** From reports of other software, such as that of the ultrasound machine. */
  readonly bySonographer: ReportedValues;
  /** From EchoNet's own reports: measured from contours or typed, and accepted by a reader. */
  readonly byEchoNet: ReportedValues;
  /** Why something is missing, as sentences. */
  readonly problems: readonly string[];
}

export type PriorsState =
  | { readonly phase: 'not asked' }
  | { readonly phase: 'searching' }
  /** With measurements, the newest first. */
  | { readonly phase: 'found'; readonly studies: readonly StudyMeasurements[] }
  /** A full sentence. */
  | { readonly phase: 'failed'; readonly reason: string };

export interface MeasurementsState {
  /** Of the study shown; absent without reports. */
  readonly ofStudy?: StudyMeasurements;
  readonly priors: PriorsState;
}

/** The session's state of measurements in reports. */
export interface MeasurementsSlice {
  readonly measurements: MeasurementsState;
}

export const emptyMeasurements: MeasurementsSlice = {
  measurements: { priors: { phase: 'not asked' } },
};
