import { useMemo, type ReactElement } from 'react';
import type { Clip } from '../clips/clip';
import { BeatChoice } from './BeatChoice';
import { MomentButtons } from './MomentButtons';
import { PlotSlider } from './PlotSlider';
import type { ClipContours } from './state';
import { UsedPart } from './UsedPart';
import { volumePlot } from './volume-plot';

interface VolumeCurveProps {
  readonly clip: Clip;
  readonly contours: ClipContours;
}

/** LV volume over time, with what goes from moment to moment and chooses the beats. */
export function VolumeCurve({ clip, contours }: VolumeCurveProps): ReactElement | null {
  const timesMs = useMemo(() => clip.times?.timesMs ?? [], [clip]);
  const plot = useMemo(() => volumePlot(contours, timesMs), [contours, timesMs]);
  if (!plot) {
    return null;
  }
  return (
    <>
      <PlotSlider clip={clip} plot={plot} timesMs={timesMs} />
      {plot.marks.length > 0 && <MomentButtons />}
      {contours.findings && (
        <BeatChoice clip={clip} findings={contours.findings} chosen={contours.edits?.beats} />
      )}
      <UsedPart clip={clip} />
    </>
  );
}
