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
  nextClip: 'showNextEchoNetClip',
  toggleSaliency: 'toggleEchoNetSaliency',
  nextTask: 'explainNextEchoNetTask',
  previousTask: 'explainPreviousEchoNetTask',
  strongerSaliency: 'strengthenEchoNetSaliency',
  weakerSaliency: 'weakenEchoNetSaliency',
} as const;

/** The functions that tell the toolbar whether a run can begin or end, and whether saliency is on. */
export const runEvaluator = 'evaluate.echonet.run';
export const cancelEvaluator = 'evaluate.echonet.cancel';
export const saliencyEvaluator = 'evaluate.echonet.saliency';

/** The saliency button's id in the host's toolbar. */
export const saliencyButtonId = 'EchoNetSaliency';

/** What the mode needs to speak the reader's language. */
export { hostLanguage } from './host/language';
export { actionStrings, keyText } from './strings/actions';

/** Something that a reader can ask for by a button or a key. */
export interface Action {
  /** Under it, the action has its command, and its name in every language. */
  readonly name: keyof typeof command;
  /** Of its button in the host's toolbar. */
  readonly buttonId: string;
  /** One of the host's own icons, under a name that OHIF 3.11 to 3.14 share. */
  readonly icon: string;
  /** None of the host's default hotkeys uses it; the reader can change it. */
  readonly hotkey: string;
  readonly evaluator?: string;
}

/** The saliency overlay's button, in the toolbar itself. */
export const saliencyAction: Action = {
  name: 'toggleSaliency',
  buttonId: saliencyButtonId,
  icon: 'tool-fusion-color',
  hotkey: 'shift+e',
  evaluator: saliencyEvaluator,
};

/** The other actions, in a list of the toolbar. */
export const listedActions: readonly Action[] = [
  {
    name: 'run',
    buttonId: 'EchoNetRun',
    icon: 'icon-play',
    hotkey: 'shift+r',
    evaluator: runEvaluator,
  },
  {
    name: 'cancel',
    buttonId: 'EchoNetCancel',
    icon: 'icon-clear',
    hotkey: 'shift+x',
    evaluator: cancelEvaluator,
  },
  {
    name: 'nextClip',
    buttonId: 'EchoNetNextClip',
    icon: 'content-next',
    hotkey: 'shift+n',
  },
  {
    name: 'nextTask',
    buttonId: 'EchoNetNextTask',
    icon: 'next-arrow',
    hotkey: 'shift+right',
  },
  {
    name: 'previousTask',
    buttonId: 'EchoNetPreviousTask',
    icon: 'prev-arrow',
    hotkey: 'shift+left',
  },
  {
    name: 'strongerSaliency',
    buttonId: 'EchoNetStrongerSaliency',
    icon: 'tool-fusion-color',
    hotkey: 'shift+up',
  },
  {
    name: 'weakerSaliency',
    buttonId: 'EchoNetWeakerSaliency',
    icon: 'tool-fusion-color',
    hotkey: 'shift+down',
  },
];
