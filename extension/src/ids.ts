/** Names under which the host and the mode know this extension's parts. */

/** The host asks that an extension's id is the name of its package. */
export const extensionId = '@echonet/ohif-extension';

/** The EchoNet panel. */
export const panelId = `${extensionId}.panelModule.echonet`;

/** The viewport that can lay saliency over the clip. */
export const viewportId = `${extensionId}.viewportModule.echonet`;

/** Commands, for buttons and hotkeys. */
export const command = {
  run: 'runEchoNet',
  cancel: 'cancelEchoNet',
  toggleSaliency: 'toggleEchoNetSaliency',
} as const;

/** The function that tells the toolbar whether saliency is on. */
export const saliencyEvaluator = 'evaluate.echonet.saliency';

/** The saliency button's id in the host's toolbar. */
export const saliencyButtonId = 'EchoNetSaliency';

/** Hotkey of the saliency overlay; none of the host's own default hotkeys uses it. */
export const saliencyHotkey = 'shift+e';
