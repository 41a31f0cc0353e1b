import type { Viewer } from '../host/viewer';
import type { SessionState } from './state';
import type { Store } from './store';

/**
 * Has the toolbar evaluate its buttons again whenever the state that they depend on changes.
 *
 * @returns ends it
 */
export function refreshToolbarOnChange(
  store: Store<SessionState>,
  viewer: Pick<Viewer, 'refreshToolbar'>,
): () => void {
  const evaluate = () => {
    const { run, choice, results, saliency, contours } = store.get();
    return [
      run !== undefined,
      choice.uids.size > 0,
      results.size > 0,
      saliency.visible,
      contours.visible,
      contours.isEditing,
      contours.clips.size > 0,
      contours.segmentation.phase,
    ].join(' ');
  };
  let before = evaluate();
  return store.subscribe(() => {
    const now = evaluate();
    if (now !== before) {
      before = now;
      viewer.refreshToolbar();
    }
  });
}
