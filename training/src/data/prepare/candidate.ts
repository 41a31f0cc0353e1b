import type { PhantomClip, ViewClip } from '@echonet/phantom';
import type { Side } from '../split/side';

/** Source of a clip's images; plain data, so that it can be sent to a worker process. */
export type ClipOrigin =
  | { readonly format: 'dicom' | 'avi'; readonly file: string }
  | { readonly format: 'phantom'; readonly clip: PhantomClip }
  | { readonly format: 'phantom view'; readonly clip: ViewClip };

/** A clip found in a source, before it is prepared. */
export interface Candidate {
  /** Name for messages: the path inside the source. */
  readonly name: string;
  readonly origin: ClipOrigin;
  /** As in the source, not pseudonymised. */
  readonly patientId: string;
  readonly view: string;
  readonly split?: Side;
  readonly manufacturer?: string;
  /** By task id. */
  readonly labels: Readonly<Record<string, number>>;
}

/** A file or table row without a usable clip. */
export interface Dropped {
  /** A path or "file:line"; may identify the patient. */
  readonly name: string;
  /** Never identifies the patient. */
  readonly reason: string;
}

export interface Gathered {
  /** Kind of source, for the provenance. */
  readonly source: string;
  readonly candidates: readonly Candidate[];
  /** Salt of the pseudonyms where the source has no identities to protect. */
  readonly publicSalt?: string;
  readonly dropped: readonly Dropped[];
  /** Ignored labels and other warnings. */
  readonly problems: readonly Dropped[];
}
