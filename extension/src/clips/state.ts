import type { Choice } from './choice';
import type { Clip } from './clip';
import type { Patient } from './patient';

/** The session's state of the study's clips. */
export interface ClipsSlice {
  readonly clips: readonly Clip[];
  /** SOP Instance UID of the clip in the active viewport. */
  readonly activeUID?: string;
  /** The clips that the next run reads and that the panel shows results of. */
  readonly choice: Choice;
  /** What the reference ranges depend on. */
  readonly patient: Patient;
}

export const emptyClips: ClipsSlice = {
  clips: [],
  choice: { uids: new Set(), by: 'rank' },
  patient: {},
};

/** The clip in the active viewport. */
export function activeClip({
  clips,
  activeUID,
}: Pick<ClipsSlice, 'clips' | 'activeUID'>): Clip | undefined {
  return clips.find(({ SOPInstanceUID }) => SOPInstanceUID === activeUID);
}

/** The chosen clips in the study's order; all of them are eligible. */
export function chosenClips({ clips, choice }: Pick<ClipsSlice, 'clips' | 'choice'>): Clip[] {
  return clips.filter(({ SOPInstanceUID }) => choice.uids.has(SOPInstanceUID));
}
