import type { FrameTimes, PhysicalScaleAnswer } from '@echonet/dicom';
import type { NetworkImage, Sector } from '@echonet/models';

/** What the header of a file says; texts are empty where the file does not say it. */
export interface ClipFacts {
  /** SOP Instance UID of a DICOM file, else the SHA-256 of the content in hex. */
  readonly id: string;
  /** As shown to a reader. */
  readonly name: string;
  readonly StudyInstanceUID: string;
  /** YYYYMMDD */
  readonly StudyDate: string;
  readonly InstitutionName: string;
  /**
   * Of the equipment: Station AE Title (0008,0055), Performed Station AE Title (0040,0241), and the Source
   * Application Entity Title (0002,0016) of the file, as far as there are some.
   */
  readonly aeTitles: readonly string[];
  readonly BodyPartExamined: string;
  /** Why the viewer's rules reject the clip, as a sentence. */
  readonly refusal?: string;
  /** Of a clip that the rules accept. */
  readonly times?: FrameTimes;
  /** Heart Rate of the header, 1/min. */
  readonly heartRate?: number;
  /** Made by this project's simulator. */
  readonly isSimulated: boolean;
  /** Full sentences. */
  readonly notes: readonly string[];
}

/** The sampled frames of a clip, and where its scan sector is. */
export interface LocatedClip {
  /** 0-based frames that can be decoded, in order. */
  readonly frameIndices: readonly number[];
  readonly sector: Sector;
  readonly scale: PhysicalScaleAnswer;
  /** Full sentences: what was left out, ignored and found. */
  readonly notes: readonly string[];
}

/** A frame prepared for a network, or why it cannot be decoded, as a sentence. */
export type DecodedImage = { readonly image: NetworkImage } | { readonly problem: string };
