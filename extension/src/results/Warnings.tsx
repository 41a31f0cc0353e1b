import type { ReactElement } from 'react';
import { reasonsWithoutVolumes } from '../contours/measured-of';
import { ejectionFractionFromVolumes } from './ejection-fraction';
import { isViewUnchecked, type Reading } from './reading';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

interface WarningsProps {
  readonly reading: Reading;
  /** All predictions are mere demonstrations: what they contradict is not warned of. */
  readonly isDemonstration: boolean;
}

/** Each warning once, with the clip's name if there are several clips. */
export function Warnings({ reading, isDemonstration }: WarningsProps): ReactElement {
  const { results, message } = useStrings();
  const { clips, prediction } = reading;
  const contoured = useSessionPart((state) => state.contours.clips);
  const ofClips = clips.flatMap(({ clip, result }) => {
    const contours = contoured.get(clip.SOPInstanceUID);
    // Beneath the measured values already.
    const said = clips.length === 1 && contours ? reasonsWithoutVolumes(contours) : [];
    return result.warnings
      .filter((warning) => !said.includes(warning))
      .map((warning) =>
        clips.length > 1 ? `${clip.label}: ${message(warning)}` : message(warning),
      );
  });
  const warnings = [
    ...(isViewUnchecked(reading) ? [results.viewWarning] : []),
    ...(!isDemonstration && ejectionFractionFromVolumes(prediction)?.disagrees
      ? [results.fromVolumesDisagree]
      : []),
    ...(clips.length > 1 ? [results.poolWarning] : []),
    ...Object.values(prediction).flatMap(({ notes }) => notes.map(message)),
    ...ofClips,
  ];
  return (
    <ul
      className="echonet-warnings"
      aria-label={results.warnings}
      {...testHooks('echonet-warnings')}
    >
      {[...new Set(warnings)].map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}
