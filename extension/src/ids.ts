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

/** Hotkey of the saliency overlay; none of the host's own default hotkeys uses it. */
export const saliencyHotkey = 'shift+e';

/** Something that a reader can ask for by a button or a key. */
export interface Action {
  readonly command: string;
  /** Of its button in the host's toolbar. */
  readonly buttonId: string;
  /** What the host's preferences and toolbar call it. */
  readonly label: string;
  /** One of the host's own icons, under a name that OHIF 3.11 to 3.14 share. */
  readonly icon: string;
  /** None of the host's default hotkeys uses it; the reader can change it. */
  readonly hotkey: string;
  readonly evaluator?: string;
}

/** The saliency overlay's button, in the toolbar itself. */
export const saliencyAction: Action = {
  command: command.toggleSaliency,
  buttonId: saliencyButtonId,
  label: 'EchoNet: saliency on or off',
  icon: 'tool-fusion-color',
  hotkey: saliencyHotkey,
  evaluator: saliencyEvaluator,
};

/** The other actions, in a list of the toolbar. */
export const listedActions: readonly Action[] = [
  {
    command: command.run,
    buttonId: 'EchoNetRun',
    label: 'EchoNet: run',
    icon: 'icon-play',
    hotkey: 'shift+r',
    evaluator: runEvaluator,
  },
  {
    command: command.cancel,
    buttonId: 'EchoNetCancel',
    label: 'EchoNet: cancel the run',
    icon: 'icon-clear',
    hotkey: 'shift+x',
    evaluator: cancelEvaluator,
  },
  {
    command: command.nextClip,
    buttonId: 'EchoNetNextClip',
    label: 'EchoNet: next clip',
    icon: 'content-next',
    hotkey: 'shift+n',
  },
  {
    command: command.nextTask,
    buttonId: 'EchoNetNextTask',
    label: 'EchoNet: next prediction',
    icon: 'next-arrow',
    hotkey: 'shift+right',
  },
  {
    command: command.previousTask,
    buttonId: 'EchoNetPreviousTask',
    label: 'EchoNet: previous prediction',
    icon: 'prev-arrow',
    hotkey: 'shift+left',
  },
  {
    command: command.strongerSaliency,
    buttonId: 'EchoNetStrongerSaliency',
    label: 'EchoNet: stronger saliency',
    icon: 'tool-fusion-color',
    hotkey: 'shift+up',
  },
  {
    command: command.weakerSaliency,
    buttonId: 'EchoNetWeakerSaliency',
    label: 'EchoNet: weaker saliency',
    icon: 'tool-fusion-color',
    hotkey: 'shift+down',
  },
];
