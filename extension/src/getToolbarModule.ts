import { chosenClips } from './clips/state';
import type { ExtensionContext } from './host/contracts';
import {
  cancelEvaluator,
  contoursEvaluator,
  editEvaluator,
  momentsEvaluator,
  runEvaluator,
  saliencyEvaluator,
  shownSaliencyEvaluator,
  viewportContoursEvaluator,
  viewportSaliencyEvaluator,
} from './ids';
import { currentSession } from './session/current-session';
import { stringsFor } from './strings';

/** Evaluates which toolbar buttons are enabled, and whether the saliency button is on. */
export function getToolbarModule(context: ExtensionContext) {
  const state = () => currentSession(context).store.get();
  const actions = () => currentSession(context).config.actions;
  const hasContourModel = () => state().contours.segmentation.phase === 'ready';
  const strings = () => stringsFor(currentSession(context).language()).run;
  return [
    {
      name: runEvaluator,
      evaluate: () => ({
        disabled: !actions().run || chosenClips(state()).length === 0,
        disabledText: strings().chooseFirst,
      }),
    },
    {
      name: cancelEvaluator,
      evaluate: () => ({ disabled: !state().run, disabledText: strings().nothingRuns }),
    },
    {
      name: saliencyEvaluator,
      evaluate: () => ({ disabled: !actions().saliency, isActive: state().saliency.visible }),
    },
    {
      name: contoursEvaluator,
      evaluate: () => ({ disabled: !hasContourModel(), isActive: state().contours.visible }),
    },
    {
      name: viewportSaliencyEvaluator,
      evaluate: () => ({
        disabled: !actions().saliency || state().results.size === 0,
        isActive: state().saliency.visible,
      }),
    },
    {
      name: shownSaliencyEvaluator,
      evaluate: () => ({
        disabled: !actions().saliency || state().results.size === 0 || !state().saliency.visible,
      }),
    },
    {
      name: viewportContoursEvaluator,
      evaluate: () => ({
        disabled: state().contours.clips.size === 0,
        isActive: state().contours.visible,
      }),
    },
    { name: momentsEvaluator, evaluate: () => ({ disabled: !hasContourModel() }) },
    {
      name: editEvaluator,
      evaluate: () => ({ disabled: !hasContourModel(), isActive: state().contours.isEditing }),
    },
  ];
}
