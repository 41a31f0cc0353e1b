import type { EchoNetConfig } from '../config';
import type { ContoursSlice } from '../contours/state';
import type { InferenceSlice } from '../inference/state';
import type { ResultsSlice } from '../results/state';
import { type PanelSlice, type PanelTab, panelTabs } from './state';

/**
 * Whether all clips are listed, or the chosen ones on one line: unless the reader says, before there
 * are results and while several clips are read.
 */
export function areClipsListed({
  panel,
  results,
  run,
}: PanelSlice & Pick<ResultsSlice, 'results'> & Pick<InferenceSlice, 'run'>): boolean {
  const isReadingSeveral = run !== undefined && run.clipCount > 1;
  return panel.areClipsListed ?? (results.size === 0 || isReadingSeveral);
}

/** The tabs that have something to show. */
export function offeredTabs(
  { contours }: ContoursSlice,
  { actions }: Pick<EchoNetConfig, 'actions'>,
): PanelTab[] {
  const isOffered: Readonly<Record<PanelTab, boolean>> = {
    results: true,
    contours: contours.segmentation.phase === 'ready',
    saliency: actions.saliency,
    occlusion: actions.whatIf,
    report: true,
    models: true,
  };
  return panelTabs.filter((tab) => isOffered[tab]);
}
