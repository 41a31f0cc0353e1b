import type { ReactElement } from 'react';
import { NoOverlay } from '../panel/NoOverlay';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { RestoredEdits, WaitingEdits } from '../report/components/RestoredEdits';
import { contouredClip } from './contoured-clip';
import { ContourComparison } from './ContourComparison';
import { ContourModel } from './ContourModel';
import { ContourToggles } from './ContourToggles';
import { EditControls } from './EditControls';
import { MeanOfClips } from './MeanOfClips';
import { VolumeCurve } from './VolumeCurve';

/** Curve and settings of the contours of the clip on the screen; nothing without a model. */
export function Contours(): ReactElement | null {
  const { segmentation, clips, failures } = useSessionPart((state) => state.contours);
  const clip = useSessionPart(contouredClip);
  const strings = useStrings();
  if (segmentation.phase !== 'ready') {
    return null;
  }
  if (!clip) {
    return (
      <>
        <p className="echonet-muted">{strings.contours.runFirst}</p>
        <WaitingEdits />
      </>
    );
  }
  const contours = clips.get(clip.SOPInstanceUID);
  const failure = failures.get(clip.SOPInstanceUID);
  return (
    <section
      className="echonet-section"
      aria-label={strings.tabs.names.contours}
      {...testHooks('echonet-contours')}
    >
      {failure && <Problem>{failure}</Problem>}
      {contours && (
        <>
          <NoOverlay />
          <VolumeCurve clip={clip} contours={contours} />
          <EditControls clip={clip} contours={contours} />
          <RestoredEdits clip={clip} />
          <ContourToggles />
          <MeanOfClips />
          <ContourComparison clip={clip} segmentation={segmentation} contours={contours} />
        </>
      )}
      <ContourModel manifest={segmentation.manifest} />
    </section>
  );
}
