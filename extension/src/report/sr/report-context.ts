import type { ReferencedFrames } from '@echonet/dicom';

/** A stored object of the study, with its place in it. */
export interface StoredReference extends ReferencedFrames {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
}

/** A stored capture of the saliency overlay. */
export interface StoredExplanation extends StoredReference {
  /** SOP Instance UID of the clip that it explains. */
  readonly ofClip: string;
}

/** What a structured report cites and who writes it. */
export interface ReportContext {
  /** @throws Error for a clip that is not of the report */
  readonly sopClassOf: (SOPInstanceUID: string) => string;
  readonly explanations: readonly StoredExplanation[];
  /** Device UID (0018,1002) of this installation. */
  readonly deviceUid: string;
}
