import type { ClipFindings, FoundClip, SegmentedFrame } from '@echonet/models';
import type {
  ContourEdits,
  EditableStructure,
  EditedContour,
  GridScale,
} from '@echonet/models/measures';
import type { StepCount } from '../inference/state';
import type { FoundSegmentation } from '../models/model-sources';
import type { OfferedSegmentation } from '../models/offered-segmentations';
import type { MeasureId } from './measured';

/** The segmentation model; `none` where there is none, or its weights are not installed. */
export type SegmentationState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'none' }
  | ({ readonly phase: 'ready' } & FoundSegmentation)
  | { readonly phase: 'failed'; readonly reason: string };

/** What a reader changed in a clip's contours and values. Empty parts are no change. */
export interface ReaderEdits extends ContourEdits {
  /** Values typed by the reader, in the unit in which they are shown. */
  readonly typed: ReadonlyMap<MeasureId, number>;
}

export const noEdits: ReaderEdits = { drawn: new Map(), moments: new Map(), typed: new Map() };

/** Contours of a clip and what was measured from them; neither pixels nor maps. */
export interface ClipContours {
  /** By frame, with the reader's changes; undefined where it has not been segmented yet. */
  readonly frames: readonly (SegmentedFrame | undefined)[];
  /** Size of the image's pixels; absent where unknown. */
  readonly scale?: GridScale;
  /** Full sentences: why the size of a pixel is unknown. */
  readonly notes: readonly string[];
  /** Once all frames are segmented, with the reader's changes. */
  readonly findings?: ClipFindings;
  /** Absent where the reader has changed nothing. */
  readonly edits?: ReaderEdits;
  /** The changed contours of the LV, by frame; absent without changes. */
  readonly edited?: ReadonlyMap<number, EditedContour>;
  /** Those of the LA. */
  readonly editedAtria?: ReadonlyMap<number, EditedContour>;
  /** Frames and findings without the reader's changes; absent where there are none. */
  readonly found?: FoundClip;
}

/** Contours of a second segmentation model on a clip that has those of the first. */
export interface ComparedContours {
  readonly SOPInstanceUID: string;
  readonly other: FoundSegmentation;
  /** Frames segmented so far; absent once it has ended. */
  readonly progress?: StepCount;
  /** Grows with the frames. */
  readonly contours?: ClipContours;
  /** Why there are none, as a sentence. */
  readonly problem?: string;
}

export interface ContoursState {
  readonly segmentation: SegmentationState;
  /** By SOP Instance UID. */
  readonly clips: ReadonlyMap<string, ClipContours>;
  /** The models to compare with, once they were listed. */
  readonly offered?: readonly OfferedSegmentation[];
  readonly compared?: ComparedContours;
  /** Why a clip has no contours, as a sentence, by SOP Instance UID. */
  readonly failures: ReadonlyMap<string, string>;
  readonly visible: boolean;
  readonly parts: Readonly<Record<ContourPart, boolean>>;
  /** Whether the control points of a contour are shown. */
  readonly isEditing: boolean;
  /** The structure whose contour they change. */
  readonly editedStructure: EditableStructure;
  /** Whether what is drawn is carried to the neighbouring frames. */
  readonly isCarried: boolean;
}

export const contourParts = ['wall', 'atrium', 'axis'] as const;

export type ContourPart = (typeof contourParts)[number];

export interface ContoursSlice {
  readonly contours: ContoursState;
}

export const emptyContours: ContoursSlice = {
  contours: {
    segmentation: { phase: 'unknown' },
    clips: new Map(),
    failures: new Map(),
    visible: true,
    parts: { wall: false, atrium: false, axis: true },
    isEditing: false,
    editedStructure: 'LV',
    isCarried: true,
  },
};
