import {
  command,
  saliencyButtonId,
  saliencyEvaluator,
  saliencyHotkey,
} from '@echonet/ohif-extension/ids';

/** The button that turns saliency on and off. */
export const saliencyButton = {
  id: saliencyButtonId,
  uiType: 'ohif.toolButton',
  props: {
    icon: 'tool-fusion-color',
    label: 'EchoNet saliency',
    tooltip: `Show where EchoNet looked (${saliencyHotkey})`,
    commands: command.toggleSaliency,
    evaluate: saliencyEvaluator,
  },
} as const;

/** The host's toolbar without what volumes need and an echo has no use for. */
export const primarySection = {
  primary: [
    'MeasurementTools',
    'Zoom',
    'Pan',
    'WindowLevel',
    'Capture',
    'Layout',
    saliencyButtonId,
    'MoreTools',
  ],
} as const;

/** The hotkey of the same command; the reader can change it in the host's preferences. */
export const saliencyHotkeyBinding = {
  commandName: command.toggleSaliency,
  label: 'EchoNet saliency',
  keys: [saliencyHotkey],
  isEditable: true,
} as const;
