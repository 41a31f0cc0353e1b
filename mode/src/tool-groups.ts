import type { ModeContext, Tool, ToolBinding, ToolGroup, ToolsModule } from './host';

const toolsModule = {
  cornerstone: '@ohif/extension-cornerstone.utilityModule.tools',
  reports: '@ohif/extension-cornerstone-dicom-sr.utilityModule.tools',
};

/** Tool group IDs that the host assigns to viewports. */
export const toolGroupId = { clips: 'default', reports: 'SRToolGroup' } as const;

/** Tools that are passive until selected, or until one of their measurements is touched. */
const measuringTools = [
  'Length',
  'Bidirectional',
  'DragProbe',
  'Probe',
  'EllipticalROI',
  'CircleROI',
  'RectangleROI',
  'Angle',
  'CobbAngle',
  'Magnify',
  'PlanarRotate',
  'CalibrationLine',
  'UltrasoundDirectional',
  'PlanarFreehandROI',
  'SplineROI',
  'LivewireContour',
  'WindowLevelRegion',
];

const reportTools = [
  'SRLength',
  'SRArrowAnnotate',
  'SRBidirectional',
  'SREllipticalROI',
  'SRCircleROI',
  'SRPlanarFreehandROI',
  'SRRectangleROI',
];

type ToolNames = ToolsModule['exports']['toolNames'];

/** The tools that this version of the host has. */
function known(toolNames: ToolNames, names: readonly string[]): Tool[] {
  return names.flatMap((name) => {
    const toolName = toolNames[name];
    return toolName ? [{ toolName }] : [];
  });
}

/** Tools bound to the mouse by default. */
function mouseTools({ toolNames, Enums: { MouseBindings } }: ToolsModule['exports']): Tool[] {
  const bindings: Readonly<Record<string, readonly ToolBinding[]>> = {
    WindowLevel: [{ mouseButton: MouseBindings.Primary }],
    Pan: [{ mouseButton: MouseBindings.Auxiliary }],
    Zoom: [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }],
    StackScroll: [{ mouseButton: MouseBindings.Wheel }, { numTouchPoints: 3 }],
  };
  return Object.entries(bindings).flatMap(([name, binding]) =>
    known(toolNames, [name]).map((tool) => ({ ...tool, bindings: binding })),
  );
}

/** The arrow annotation asks for its text in a dialog of the host. */
function arrowTool(toolNames: ToolNames, commandsManager: ModeContext['commandsManager']): Tool[] {
  const ask = (options: Readonly<Record<string, unknown>>) =>
    commandsManager.runCommand('arrowTextCallback', options);
  const configuration = {
    getTextCallback: (callback: unknown, eventDetails: unknown) => ask({ callback, eventDetails }),
    changeTextCallback: (data: unknown, eventDetails: unknown, callback: unknown) =>
      ask({ callback, data, eventDetails }),
  };
  return known(toolNames, ['ArrowAnnotate']).map((tool) => ({ ...tool, configuration }));
}

/**
 * One tool group for clips, and one for structured reports if the host has their extension.
 *
 * @throws Error when the host has no Cornerstone extension
 */
export function toolGroups({
  extensionManager,
  commandsManager,
}: Pick<ModeContext, 'extensionManager' | 'commandsManager'>): Map<string, ToolGroup> {
  const entry = (id: string) =>
    (extensionManager.getModuleEntry(id) as ToolsModule | undefined)?.exports;
  const cornerstone = entry(toolsModule.cornerstone);
  if (!cornerstone) {
    throw new Error('EchoNet needs the extension @ohif/extension-cornerstone in this viewer.');
  }
  const { toolNames } = cornerstone;
  const active = mouseTools(cornerstone);
  const groups = new Map<string, ToolGroup>();
  groups.set(toolGroupId.clips, {
    active,
    passive: [...known(toolNames, measuringTools), ...arrowTool(toolNames, commandsManager)],
    enabled: known(toolNames, ['ImageOverlayViewer']),
    disabled: known(toolNames, ['AdvancedMagnify', 'ReferenceLines']),
  });
  const reports = entry(toolsModule.reports);
  if (reports) {
    groups.set(toolGroupId.reports, {
      active,
      passive: [
        ...known(reports.toolNames, reportTools),
        ...known(toolNames, ['WindowLevelRegion']),
      ],
      enabled: known(reports.toolNames, ['DICOMSRDisplay']),
    });
  }
  return groups;
}
