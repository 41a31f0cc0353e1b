export const panelTabs = [
  'results',
  'contours',
  'saliency',
  'occlusion',
  'report',
  'models',
] as const;

export type PanelTab = (typeof panelTabs)[number];

/** What the panel shows; it unmounts with its tab of the host, and opens as it was left. */
export interface PanelState {
  readonly tab: PanelTab;
  /** Whether all clips are listed; unless the reader chooses, until there are results. */
  readonly areClipsListed?: boolean;
  /** Viewports that can show maps and contours; other modes than EchoNet's have none. */
  readonly overlayCount: number;
}

/** The session's state of the panel. */
export interface PanelSlice {
  readonly panel: PanelState;
}

export const emptyPanel: PanelSlice = { panel: { tab: 'results', overlayCount: 0 } };
