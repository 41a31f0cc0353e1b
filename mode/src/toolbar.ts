import {
  actionStrings,
  command,
  contoursAction,
  keyText,
  listedActions,
  saliencyAction,
  viewportActions,
  type Action,
} from '@echonet/ohif-extension/ids';
import type { ToolbarButton, ToolbarSections } from './host';
import { toolGroupId } from './tool-groups';

const toolEvaluator = 'evaluate.cornerstoneTool';

function list(id: string): ToolbarButton {
  return { id, uiType: 'ohif.toolButtonList', props: { buttonSection: true } };
}

/** A button that runs commands. */
function action(
  id: string,
  icon: string,
  label: string,
  commands: unknown,
  evaluate?: unknown,
): ToolbarButton {
  return {
    id,
    uiType: 'ohif.toolButton',
    props: { icon, label, tooltip: label, commands, ...(evaluate ? { evaluate } : {}) },
  };
}

/** A button that binds a tool to the primary mouse button. */
function tool(
  id: string,
  icon: string,
  label: string,
  evaluate: unknown = toolEvaluator,
): ToolbarButton {
  const commands = {
    commandName: 'setToolActiveToolbar',
    commandOptions: { toolGroupIds: [toolGroupId.clips, toolGroupId.reports] },
  };
  const { props, ...button } = action(id, icon, label, commands, evaluate);
  return { ...button, props: { type: 'tool', ...props } };
}

/** A button of EchoNet with its default hotkey in the tooltip. */
function echoNetButton(
  { name, buttonId, icon, hotkey, evaluator, hideWhenDisabled }: Action,
  language: string,
): ToolbarButton {
  const strings = actionStrings(language);
  const label = strings[name];
  const { props, ...button } = action(
    buttonId,
    icon,
    label,
    command[name],
    evaluator ?? 'evaluate.action',
  );
  return {
    ...button,
    props: {
      ...props,
      tooltip: strings.withKey(label, keyText(hotkey)),
      ...(hideWhenDisabled && { hideWhenDisabled }),
    },
  };
}

/** A status icon in a viewport's corner, hidden when it does not apply. */
function mark(id: string, uiType: string, icon: string, label: string): ToolbarButton {
  return {
    id,
    uiType: `ohif.${uiType}`,
    props: {
      icon,
      label,
      tooltip: label,
      evaluate: { name: `evaluate.${uiType}`, hideWhenDisabled: true },
    },
  };
}

/**
 * The host's tools that suit echo clips, and EchoNet's own buttons. All host tools exist under
 * these names from OHIF 3.11 on.
 *
 * @param language of EchoNet's labels; the host translates its own
 */
export const toolbarButtons = (language: string): readonly ToolbarButton[] => [
  list('MeasurementTools'),
  tool('Length', 'tool-length', 'Length'),
  tool('Bidirectional', 'tool-bidirectional', 'Bidirectional'),
  tool('ArrowAnnotate', 'tool-annotate', 'Annotation'),
  tool('EllipticalROI', 'tool-ellipse', 'Ellipse'),
  tool('RectangleROI', 'tool-rectangle', 'Rectangle'),
  tool('CircleROI', 'tool-circle', 'Circle'),
  tool('PlanarFreehandROI', 'icon-tool-freehand-roi', 'Freehand ROI'),
  tool('SplineROI', 'icon-tool-spline-roi', 'Spline ROI'),

  tool('Zoom', 'tool-zoom', 'Zoom'),
  tool('Pan', 'tool-move', 'Pan'),
  tool('WindowLevel', 'tool-window-level', 'Window Level'),
  action('Cine', 'tool-cine', 'Cine', 'toggleCine', 'evaluate.cine'),
  action('Capture', 'tool-capture', 'Capture', 'showDownloadViewportModal', 'evaluate.action'),
  {
    id: 'Layout',
    uiType: 'ohif.layoutSelector',
    props: { rows: 3, columns: 4, evaluate: 'evaluate.action' },
  },
  echoNetButton(saliencyAction, language),
  echoNetButton(contoursAction, language),

  ...viewportActions.map((shown) => echoNetButton(shown, language)),
  list('EchoNetTools'),
  ...listedActions.map((listed) => echoNetButton(listed, language)),

  list('MoreTools'),
  action('Reset', 'tool-reset', 'Reset View', 'resetViewport', 'evaluate.action'),
  action(
    'rotate-right',
    'tool-rotate-right',
    'Rotate Right',
    'rotateViewportCW',
    'evaluate.action',
  ),
  action(
    'flipHorizontal',
    'tool-flip-horizontal',
    'Flip Horizontal',
    'flipViewportHorizontal',
    'evaluate.viewportProperties.toggle',
  ),
  action(
    'ImageOverlayViewer',
    'toggle-dicom-overlay',
    'Image Overlay',
    'toggleEnabledDisabledToolbar',
    'evaluate.cornerstoneTool.toggle',
  ),
  tool('StackScroll', 'tool-stack-scroll', 'Stack Scroll'),
  action('invert', 'tool-invert', 'Invert', 'invertViewport', 'evaluate.viewportProperties.toggle'),
  tool('Probe', 'tool-probe', 'Probe'),
  tool('Angle', 'tool-angle', 'Angle'),
  tool('Magnify', 'tool-magnify', 'Zoom-in'),
  tool('CalibrationLine', 'tool-calibration', 'Calibration'),
  tool(
    'UltrasoundDirectionalTool',
    'icon-tool-ultrasound-bidirectional',
    'Ultrasound Directional',
    [toolEvaluator, { name: 'evaluate.modality.supported', supportedModalities: ['US'] }],
  ),
  tool('WindowLevelRegion', 'icon-tool-window-region', 'Window Level Region'),
  action('TagBrowser', 'dicom-tag-browser', 'DICOM Tag Browser', 'openDICOMTagViewer'),

  mark('modalityLoadBadge', 'modalityLoadBadge', 'Status', 'Status'),
  mark('trackingStatus', 'trackingStatus', 'TrackingStatus', 'Tracking status'),
  mark('navigationComponent', 'navigationComponent', 'Navigation', 'Previous or next measurement'),
];

/**
 * Buttons by toolbar section. The host modes' viewport menus for orientation, overlaid volumes and
 * colour maps are left out: they do not apply to echo clips.
 */
export const toolbarSections: ToolbarSections = {
  primary: [
    'MeasurementTools',
    'Zoom',
    'Pan',
    'WindowLevel',
    'Cine',
    'Capture',
    'Layout',
    saliencyAction.buttonId,
    contoursAction.buttonId,
    'EchoNetTools',
    'MoreTools',
  ],
  MeasurementTools: [
    'Length',
    'Bidirectional',
    'ArrowAnnotate',
    'EllipticalROI',
    'RectangleROI',
    'CircleROI',
    'PlanarFreehandROI',
    'SplineROI',
  ],
  EchoNetTools: listedActions.map(({ buttonId }) => buttonId),
  MoreTools: [
    'Reset',
    'rotate-right',
    'flipHorizontal',
    'ImageOverlayViewer',
    'StackScroll',
    'invert',
    'Probe',
    'Angle',
    'Magnify',
    'CalibrationLine',
    'UltrasoundDirectionalTool',
    'WindowLevelRegion',
    'TagBrowser',
  ],
  'viewportActionMenu.bottomMiddle': viewportActions.map(({ buttonId }) => buttonId),
  'viewportActionMenu.topRight': ['modalityLoadBadge', 'trackingStatus', 'navigationComponent'],
};

/** Default hotkeys; users can change them in the host's preferences. */
export const hotkeyBindings = (language: string) =>
  [saliencyAction, contoursAction, ...listedActions].map(({ name, hotkey }) => ({
    commandName: command[name],
    label: actionStrings(language)[name],
    keys: [hotkey],
    isEditable: true,
  }));
