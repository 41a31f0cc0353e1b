import type { SessionState } from '../session/state';
import { type Measured, measuredValues } from './measured';

/** What the contours of a clip measure; none while frames are missing. */
export function measuredOf(state: SessionState, SOPInstanceUID: string): Measured[] {
  const { findings, edits } = state.contours.clips.get(SOPInstanceUID) ?? {};
  return findings ? measuredValues(findings, state.patient, edits?.typed) : [];
}
