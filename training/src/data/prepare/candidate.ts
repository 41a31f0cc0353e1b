import type { PhantomClip } from '@echonet/phantom';
import type { ViewClip } from '@echonet/phantom';
import type { Side } from '../split/side';

/** What a clip's images are made from; plain data, so that it can go to a worker. */
export type ClipOrigin =
  | { readonly format: 'dicom' | 'avi'; readonly file: string }
  /** Simulated on the spot. */
  | { readonly format: 'phantom'; readonly clip: PhantomClip }
  | { readonly format: 'phantom view'; readonly clip: ViewClip };

/** A clip that may be prepared. */
export interface Candidate {
  /** How messages call it: its path inside the source. */
  readonly name: string;
  readonly origin: ClipOrigin;
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
  /** Of the hashes, where there is no identity to be hidden. */
  readonly publicSalt?: string;
  readonly dropped: readonly Dropped[];
  /** Labels that were passed over, and other things worth a look. */
  readonly problems: readonly Dropped[];
}
