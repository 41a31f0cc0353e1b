import type { ReactElement } from 'react';
import { isViewUnchecked } from './reading';
import type { Reading } from './reading';
import { testHooks } from '../panel/test-hooks';
import { useStrings } from '../panel/use-strings';

/** Each warning once, with the clip's name if there are several clips. */
export function Warnings({ reading }: { readonly reading: Reading }): ReactElement {
  const { results } = useStrings();
  const { clips, prediction } = reading;
  const ofClips = clips.flatMap(({ clip, result }) =>
    result.warnings.map((warning) => (clips.length > 1 ? `${clip.label}: ${warning}` : warning)),
  );
  const warnings = [
    ...(isViewUnchecked(reading) ? [results.viewWarning] : []),
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
