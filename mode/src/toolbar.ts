import {
  actionStrings,
  command,
  keyText,
  listedActions,
  saliencyAction,
} from '@echonet/ohif-extension/ids';
import type { Action } from '@echonet/ohif-extension/ids';
import type { ToolbarButton, ToolbarSections } from './host';
import { toolGroupId } from './tool-groups';

const toolEvaluator = 'evaluate.cornerstoneTool';

/** A button that opens the section of the same name. */
function list(id: string): ToolbarButton {
  return { id, uiType: 'ohif.toolButtonList', props: { buttonSection: true } };
}

/** A button that acts at once. */
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

/** A button that gives the left mouse button to the tool of the same name. */
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

/** A button of EchoNet's own; its tooltip tells the hotkey that it has at first. */
function echoNetButton(
  { name, buttonId, icon, hotkey, evaluator }: Action,
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
  return { ...button, props: { ...props, tooltip: strings.withKey(label, keyText(hotkey)) } };
}

/** A mark in the corner of a viewport, hidden where it has nothing to say. */
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
 * The toolbar's buttons: the host's tools that an echo clip has a use for, and saliency. Each exists
 * under the same names in every OHIF from 3.11 on; the modes that the host brings differ.
 *
 * @param language in which our own are named; the host translates its own
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
 * What each part of the toolbar shows. The menus that the host's modes put into a viewport's other
 * corners (orientation, overlaid volumes, colour maps) mean nothing for an echo clip.
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
  'viewportActionMenu.topRight': ['modalityLoadBadge', 'trackingStatus', 'navigationComponent'],
};

/** The hotkeys of EchoNet's actions; the reader can change them in the host's preferences. */
export const hotkeyBindings = (language: string) =>
  [saliencyAction, ...listedActions].map(({ name, hotkey }) => ({
    commandName: command[name],
    label: actionStrings(language)[name],
    keys: [hotkey],
    isEditable: true,
  }));
