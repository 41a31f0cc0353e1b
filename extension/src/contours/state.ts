import type { ClipFindings, SegmentedFrame } from '@echonet/models';
import type { GridScale } from '@echonet/models/measures';
import type { FoundSegmentation } from '../models/model-sources';

/** The segmentation model; `none` where there is none, or its weights are not installed. */
export type SegmentationState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'none' }
  | ({ readonly phase: 'ready' } & FoundSegmentation)
  | { readonly phase: 'failed'; readonly reason: string };

/** Contours of a clip and what was measured from them; neither pixels nor maps. */
export interface ClipContours {
  /** By frame; undefined where it has not been segmented yet. */
  readonly frames: readonly (SegmentedFrame | undefined)[];
  /** Size of the image's pixels; absent where unknown. */
  readonly scale?: GridScale;
  /** Full sentences: why the size of a pixel is unknown. */
  readonly notes: readonly string[];
  /** Once all frames are segmented. */
  readonly findings?: ClipFindings;
}

export interface ContoursState {
  readonly segmentation: SegmentationState;
  /** By SOP Instance UID. */
  readonly clips: ReadonlyMap<string, ClipContours>;
  /** Why a clip has no contours, as a sentence, by SOP Instance UID. */
  readonly failures: ReadonlyMap<string, string>;
  readonly visible: boolean;
  readonly parts: Readonly<Record<ContourPart, boolean>>;
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
  },
};
