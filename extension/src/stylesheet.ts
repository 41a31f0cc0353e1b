import clips from './clips/clips.css';
import contours from './contours/contours.css';
import diagnostics from './diagnostics/diagnostics.css';
import firstUse from './first-use/first-use.css';
import inference from './inference/inference.css';
import measurements from './measurements/measurements.css';
import models from './models/models.css';
import occlusion from './occlusion/occlusion.css';
import controls from './panel/controls.css';
import dialog from './panel/dialog.css';
import panel from './panel/panel.css';
import report from './report/report.css';
import results from './results/results.css';
import saliency from './saliency/saliency.css';
import study from './study/study.css';
import viewport from './viewport/viewport.css';
import worklist from './worklist/worklist.css';

/** The panel's styles come first: those of a feature override them where selectors weigh the same. */
const stylesheets = [
  panel,
  controls,
  dialog,
  viewport,
  clips,
  inference,
  results,
  contours,
  saliency,
  occlusion,
  models,
  report,
  study,
  firstUse,
  measurements,
  diagnostics,
  worklist,
];

const elementId = 'echonet-styles';

/** Adds the styles to the page once; the host compiles only the classes that it uses itself. */
export function injectStylesheet(): void {
  if (document.getElementById(elementId)) {
    return;
  }
  const style = document.createElement('style');
  style.id = elementId;
  style.textContent = stylesheets.join('\n');
  document.head.append(style);
}
