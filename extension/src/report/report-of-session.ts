import type { Reader } from '../host/user';
import { finalReadingOf, type Reading } from '../results/reading';
import type { SessionState } from '../session/state';
import type { Decisions } from './decisions';
import { type MeasuredClip, measuredClip } from './measured-clip';
import { reportOf, type Report } from './report';
import type { ReportState } from './state';
import { isTrait } from './traits';

export interface SessionReportSources extends Pick<ReportState, 'decisions' | 'includesTraits'> {
  readonly decisionsOnMeasured: (SOPInstanceUID: string) => Decisions;
  /** The department's sentence at the end of every report. */
  readonly note?: string;
  readonly reader?: Reader;
}

/** Undefined while results are provisional. */
export function reportOfSession(
  state: SessionState,
  { decisions, includesTraits, decisionsOnMeasured, note, reader }: SessionReportSources,
): Report | undefined {
  const { model } = state;
  const reading = finalReadingOf(state);
  if (!reading || model.phase !== 'ready') {
    return undefined;
  }
  const { manifest } = model;
  return reportOf({
    manifest,
    reading,
    decisions,
    measured: measuredClips(state, reading, decisionsOnMeasured),
    leftOut: new Set(includesTraits ? [] : manifest.tasks.filter(isTrait).map(({ id }) => id)),
    patient: state.patient,
    date: new Date(),
    note,
    reader,
  });
}

function measuredClips(
  { contours: { segmentation, clips }, patient }: SessionState,
  reading: Reading,
  decisionsOnMeasured: SessionReportSources['decisionsOnMeasured'],
): MeasuredClip[] {
  if (segmentation.phase !== 'ready') {
    return [];
  }
  const { manifest } = segmentation;
  return reading.clips.flatMap(
    ({ clip: { SOPInstanceUID, times } }, index) =>
      measuredClip({
        SOPInstanceUID,
        number: index + 1,
        contours: clips.get(SOPInstanceUID),
        manifest,
        timesMs: times?.timesMs ?? [],
        patient,
        decisions: decisionsOnMeasured(SOPInstanceUID),
      }) ?? [],
  );
}
