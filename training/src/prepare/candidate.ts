import type { Side } from '../split/side';

/** A clip that may be prepared. */
export interface Candidate {
  /** How messages call it: its path inside the source. */
  readonly name: string;
  readonly file: string;
  readonly format: 'dicom' | 'avi';
  /** As the source has it. */
  readonly patientId: string;
  readonly view: string;
  readonly split?: Side;
  readonly manufacturer?: string;
  /** By task id. */
  readonly labels: Readonly<Record<string, number>>;
}

/** A file or a row of a table that gives no clip. */
export interface Dropped {
  /** A path or "file:line"; it may tell who the patient is. */
  readonly name: string;
  /** Says nothing about who the patient is. */
  readonly reason: string;
}

/** What a source has to offer. */
export interface Gathered {
  /** Kind of source, for the record. */
  readonly source: string;
  readonly candidates: readonly Candidate[];
  readonly dropped: readonly Dropped[];
  /** Labels that were passed over, and other things worth a look. */
  readonly problems: readonly Dropped[];
}
