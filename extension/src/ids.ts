/** IDs of this extension's modules, commands and buttons, shared with the host and the mode. */

/** The host requires an extension's ID to be its package name. */
export const extensionId = '@echonet/ohif-extension';

export const panelId = `${extensionId}.panelModule.echonet`;

export const viewportId = `${extensionId}.viewportModule.echonet`;

export const command = {
  run: 'runEchoNet',
  cancel: 'cancelEchoNet',
  nextClip: 'showNextEchoNetClip',
  toggleSaliency: 'toggleEchoNetSaliency',
  nextTask: 'explainNextEchoNetTask',
  previousTask: 'explainPreviousEchoNetTask',
  strongerSaliency: 'strengthenEchoNetSaliency',
  weakerSaliency: 'weakenEchoNetSaliency',
  toggleContours: 'toggleEchoNetContours',
  nextEndDiastole: 'showNextEchoNetEndDiastole',
  nextEndSystole: 'showNextEchoNetEndSystole',
  editContour: 'editEchoNetContour',
  markEndDiastole: 'markEchoNetEndDiastole',
  markEndSystole: 'markEchoNetEndSystole',
} as const;

/** Toolbar evaluators: they enable and highlight the buttons. */
export const runEvaluator = 'evaluate.echonet.run';
export const cancelEvaluator = 'evaluate.echonet.cancel';
export const saliencyEvaluator = 'evaluate.echonet.saliency';
export const contoursEvaluator = 'evaluate.echonet.contours';
export const momentsEvaluator = 'evaluate.echonet.moments';
/** Of the buttons in a viewport's corner, which show once there is something to switch. */
export const viewportSaliencyEvaluator = 'evaluate.echonet.viewportSaliency';
export const shownSaliencyEvaluator = 'evaluate.echonet.shownSaliency';
export const viewportContoursEvaluator = 'evaluate.echonet.viewportContours';
export const editEvaluator = 'evaluate.echonet.edit';

export const saliencyButtonId = 'EchoNetSaliency';

/** For the mode's labels in the user's language. */
export { hostLanguage } from './host/language';
export { actionStrings, keyText } from './strings/actions';

/** A command with its button and hotkey. */
export interface Action {
  /** Names the command and the strings of the action. */
  readonly name: keyof typeof command;
  readonly buttonId: string;
  /** A host icon whose name is the same in OHIF 3.11 to 3.14. */
  readonly icon: string;
  /** Not among the host's default hotkeys; the user can change it. */
  readonly hotkey: string;
  readonly evaluator?: string;
  /** Hidden, not greyed, while the evaluator disables it. */
  readonly hideWhenDisabled?: true;
}

/** In the toolbar itself. */
export const saliencyAction: Action = {
  name: 'toggleSaliency',
  buttonId: saliencyButtonId,
  icon: 'tool-fusion-color',
  hotkey: 'shift+e',
  evaluator: saliencyEvaluator,
};

/** In the toolbar itself, beside the former. */
export const contoursAction: Action = {
  name: 'toggleContours',
  buttonId: 'EchoNetContours',
  icon: 'icon-tool-freehand-roi',
  hotkey: 'shift+c',
  evaluator: contoursEvaluator,
  hideWhenDisabled: true,
};

/** A bar in the corner of each viewport; the same commands and hotkeys as in the toolbar. */
export const viewportActions: readonly Action[] = [
  {
    ...saliencyAction,
    buttonId: 'EchoNetViewportSaliency',
    evaluator: viewportSaliencyEvaluator,
    hideWhenDisabled: true,
  },
  ...(
    [
      ['nextTask', 'next-arrow', 'shift+right'],
      ['weakerSaliency', 'Minus', 'shift+down'],
      ['strongerSaliency', 'Plus', 'shift+up'],
    ] as const
  ).map(([name, icon, hotkey]): Action => ({
    ...{ name, icon, hotkey },
    buttonId: `EchoNetViewport${name}`,
    evaluator: shownSaliencyEvaluator,
    hideWhenDisabled: true,
  })),
  {
    ...contoursAction,
    buttonId: 'EchoNetViewportContours',
    evaluator: viewportContoursEvaluator,
  },
];

/** In a drop-down list of the toolbar. */
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
  {
    name: 'nextEndDiastole',
    buttonId: 'EchoNetNextEndDiastole',
    icon: 'next-arrow',
    hotkey: 'shift+d',
    evaluator: momentsEvaluator,
    hideWhenDisabled: true,
  },
  {
    name: 'nextEndSystole',
    buttonId: 'EchoNetNextEndSystole',
    icon: 'next-arrow',
    hotkey: 'shift+s',
    evaluator: momentsEvaluator,
    hideWhenDisabled: true,
  },
  {
    name: 'editContour',
    buttonId: 'EchoNetEditContour',
    icon: 'icon-tool-spline-roi',
    hotkey: 'shift+t',
    evaluator: editEvaluator,
    hideWhenDisabled: true,
  },
  {
    name: 'markEndDiastole',
    buttonId: 'EchoNetMarkEndDiastole',
    icon: 'next-arrow',
    hotkey: 'shift+j',
    evaluator: momentsEvaluator,
    hideWhenDisabled: true,
  },
  {
    name: 'markEndSystole',
    buttonId: 'EchoNetMarkEndSystole',
    icon: 'next-arrow',
    hotkey: 'shift+k',
    evaluator: momentsEvaluator,
    hideWhenDisabled: true,
  },
];
