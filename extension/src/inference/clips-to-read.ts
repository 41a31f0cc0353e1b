import type { Clip } from '../clips/clip';
import { chosenClips, type ClipsSlice } from '../clips/state';
import type { ResultsSlice } from '../results/state';
import { isHeldBack, type ViewsSlice } from '../views/state';

type Selection = Pick<ClipsSlice, 'clips' | 'choice'> & Pick<ResultsSlice, 'results'> & ViewsSlice;

/**
 * The clips of the next run: the chosen ones without a result, or all chosen ones once each has one;
 * none that the view classifier rejects.
 */
export function clipsToRead(state: Selection): Clip[] {
  const accepted = chosenClips(state).filter(
    ({ SOPInstanceUID }) => !isHeldBack(state, SOPInstanceUID),
  );
  const unread = accepted.filter(({ SOPInstanceUID }) => !state.results.has(SOPInstanceUID));
  return unread.length > 0 ? unread : accepted;
}

/** The chosen clips that the view classifier rejects and that have no result. */
export function heldBackClips(state: Selection): Clip[] {
  return chosenClips(state).filter(
    ({ SOPInstanceUID: uid }) => !state.results.has(uid) && isHeldBack(state, uid),
  );
}
