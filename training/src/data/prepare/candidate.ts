import type { PhantomClip, ViewClip } from '@echonet/phantom';
import type { PatientFiles } from '../sources/camus';
import type { Tracing } from '../sources/echonet-dynamic';
import type { MaskFiles } from '../sources/site-masks';
import type { SplitSet } from '../split/split-set';
import type { ViewChange } from './views/view-change';

/** Source of a clip's images; plain data, so that it can be sent to a worker process. */
export type ClipOrigin =
  | { readonly format: 'dicom'; readonly file: string; readonly masks?: SiteMaskFiles }
  | { readonly format: 'avi'; readonly file: string; readonly tracings?: readonly Tracing[] }
  | { readonly format: 'phantom'; readonly clip: PhantomClip }
  | { readonly format: 'phantom view'; readonly clip: ViewClip }
  | {
      readonly format: 'camus';
      readonly files: PatientFiles;
      /** Numbers of the frames of a half sequence, from 1. */
      readonly marks: { readonly ED?: number; readonly ES?: number };
    }
  | { readonly format: 'still'; readonly file: string }
  | ChangedOrigin;

/** Images of another origin, changed after they were prepared. */
export interface ChangedOrigin {
  readonly format: 'changed';
  readonly of: ClipOrigin;
  readonly change: ViewChange;
  /** For a change that takes a style. */
  readonly style?: ClipOrigin;
}

/** Masks that a site has drawn in a clip. */
export interface SiteMaskFiles {
  readonly files: MaskFiles;
  /** The view shows the atrium below the ventricle. */
  readonly isApical: boolean;
}

/** A clip found in a source, before it is prepared. */
export interface Candidate {
  /** Name for messages: the path inside the source. */
  readonly name: string;
  readonly origin: ClipOrigin;
  /** As in the source, not pseudonymised. */
  readonly patientId: string;
  readonly view: string;
  readonly split?: SplitSet;
  readonly manufacturer?: string;
  /** In the words of the source. */
  readonly imageQuality?: string;
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
  readonly licence?: string;
  /** How the source asks to be cited. */
  readonly citation?: string;
  /**
   * Names of the structures that the source's masks mark wherever they are seen; by default those
   * that the masks show.
   */
  readonly labelledStructures?: readonly string[];
  /** Salt of the pseudonyms where the source has no identities to protect. */
  readonly publicSalt?: string;
  readonly dropped: readonly Dropped[];
  /** Ignored labels and other warnings. */
  readonly problems: readonly Dropped[];
}
