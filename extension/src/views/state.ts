import type { Clip } from '../clips/clip';
import type { ViewCheck } from '../inference/protocol';
import type { StepCount } from '../inference/state';
import type { FoundModel } from '../models/model-sources';

/** A view classifier or quality model; `none` where the models come without one. */
export type FurtherModelState =
  | { readonly phase: 'unknown' }
  | { readonly phase: 'none' }
  | ({ readonly phase: 'ready' } & FoundModel)
  | { readonly phase: 'failed'; readonly reason: string };

/** Which views the clips show, by SOP Instance UID. */
export interface ViewsState {
  readonly classifier: FurtherModelState;
  /** Rates the images of clips. */
  readonly quality: FurtherModelState;
  readonly checks: ReadonlyMap<string, ViewCheck>;
  /** Why a clip could not be classified, as a sentence. */
  readonly failures: ReadonlyMap<string, string>;
  /** Clips that the user had scored although the classifier rejects them. */
  readonly allowed: ReadonlySet<string>;
  /** The clip that is being classified and the clips done, while all are. */
  readonly checking?: StepCount & {
    readonly SOPInstanceUID: string;
    /** Waits for the reader's own work. */
    readonly isPaused?: boolean;
  };
}

/** The session's state of views. */
export interface ViewsSlice {
  readonly views: ViewsState;
}

export const emptyViews: ViewsSlice = {
  views: {
    classifier: { phase: 'unknown' },
    quality: { phase: 'unknown' },
    checks: new Map(),
    failures: new Map(),
    allowed: new Set(),
  },
};

/** The eligible clips that are not classified yet. */
export function uncheckedClips({
  clips,
  views,
}: { readonly clips: readonly Clip[] } & ViewsSlice): Clip[] {
  return clips.filter(
    ({ SOPInstanceUID, eligibility }) => eligibility.eligible && !views.checks.has(SOPInstanceUID),
  );
}

/** Whether the classifier rejects a clip and the user has not had it scored anyway. */
export function isHeldBack({ views }: ViewsSlice, SOPInstanceUID: string): boolean {
  const check = views.checks.get(SOPInstanceUID);
  return check?.prediction.accepted === false && !views.allowed.has(SOPInstanceUID);
}
