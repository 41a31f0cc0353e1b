import { contourMeasures } from '@echonet/models';
import type { SessionState } from '../session/state';
import { type Measured, measuredValues } from './measured';
import type { ClipContours } from './state';

/** What the contours of a clip measure; none while frames are missing. */
export function measuredOf(state: SessionState, SOPInstanceUID: string): Measured[] {
  const { findings, edits } = state.contours.clips.get(SOPInstanceUID) ?? {};
  return findings ? measuredValues(findings, state.patient, edits?.typed) : [];
}

/** Why the contours of a clip measure fractions but no volumes; nothing where they measure nothing. */
export function reasonsWithoutVolumes({ findings, scale, notes }: ClipContours): readonly string[] {
  return findings && !scale && contourMeasures(findings).length > 0 ? notes : [];
}
