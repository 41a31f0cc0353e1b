import type { ReactElement } from 'react';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { contouredClip } from './contoured-clip';
import { ContourModel } from './ContourModel';
import { ContourToggles } from './ContourToggles';
import { MeasuredValues } from './MeasuredValues';
import { VolumeCurve } from './VolumeCurve';

/** What was measured from the contours of the clip on the screen; one line where there is no model. */
export function Contours(): ReactElement | null {
  const session = useSession();
  const { segmentation, clips, failures } = useSessionPart((state) => state.contours);
  const clip = useSessionPart(contouredClip);
  const strings = useStrings();
  if (segmentation.phase === 'failed') {
    return <Problem>{segmentation.reason}</Problem>;
  }
  if (segmentation.phase === 'none' && session.config.segmentation !== false) {
    return (
      <p className="echonet-muted" {...testHooks('echonet-no-contours')}>
        {strings.contours.notInstalled}
      </p>
    );
  }
  if (segmentation.phase !== 'ready' || !clip) {
    return null;
  }
  const contours = clips.get(clip.SOPInstanceUID);
  const failure = failures.get(clip.SOPInstanceUID);
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-contours-title"
      {...testHooks('echonet-contours')}
    >
      <h2 id="echonet-contours-title">
        {strings.contours.title}
        <span className="echonet-aside">{clip.label}</span>
      </h2>
      {failure && <Problem>{failure}</Problem>}
      {contours && (
        <>
          <MeasuredValues clip={clip} contours={contours} />
          <VolumeCurve clip={clip} contours={contours} />
          <ContourToggles />
        </>
      )}
      <ContourModel manifest={segmentation.manifest} />
    </section>
  );
}
