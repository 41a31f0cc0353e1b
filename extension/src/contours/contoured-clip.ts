import { activeClip, chosenClips } from '../clips/state';
import type { Clip } from '../clips/clip';
import type { SessionState } from '../session/state';

/** The clip whose contours the panel shows: the active one, else the first chosen one that has any. */
export function contouredClip(state: SessionState): Clip | undefined {
  const { clips, failures } = state.contours;
  const candidates = [activeClip(state) ?? [], chosenClips(state)].flat();
  return candidates.find(({ SOPInstanceUID: uid }) => clips.has(uid) || failures.has(uid));
}
