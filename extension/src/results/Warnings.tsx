import type { ReactElement } from 'react';
import { ejectionFractionFromVolumes } from './ejection-fraction';
import { isViewUnchecked, type Reading } from './reading';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';
import { clipNote } from '../strings/clip-notes';

interface WarningsProps {
  readonly reading: Reading;
  /** All predictions are mere demonstrations: what they contradict is not warned of. */
  readonly isDemonstration: boolean;
}

/** Each warning once, with the clip's name if there are several clips. */
export function Warnings({ reading, isDemonstration }: WarningsProps): ReactElement {
  const { results, locale } = useStrings();
  const { clips, prediction } = reading;
  const ofClips = clips.flatMap(({ clip, result }) =>
    result.warnings.map((warning) => {
      const note = clipNote(locale, warning);
      return clips.length > 1 ? `${clip.label}: ${note}` : note;
    }),
  );
  const warnings = [
    ...(isViewUnchecked(reading) ? [results.viewWarning] : []),
    ...(!isDemonstration && ejectionFractionFromVolumes(prediction)?.disagrees
      ? [results.fromVolumesDisagree]
      : []),
    ...(clips.length > 1 ? [results.poolWarning] : []),
    ...Object.values(prediction).flatMap(({ notes }) => notes),
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
