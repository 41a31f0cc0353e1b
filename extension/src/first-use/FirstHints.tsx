import { useState, type ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { pageStorage } from '../report/installation';
import { areHintsSeen, keepHintsSeen } from './hints-seen';

/** Three hints until they are dismissed, once for each browser; not once there are results. */
export function FirstHints(): ReactElement | null {
  const hasResults = useSessionPart((state) => state.results.size > 0);
  const isRunning = useSessionPart((state) => state.run !== undefined);
  const { firstUse } = useStrings();
  const [areSeen, setSeen] = useState(() => areHintsSeen(pageStorage()));
  if (areSeen || hasResults || isRunning) {
    return null;
  }
  const dismiss = () => {
    keepHintsSeen(pageStorage());
    setSeen(true);
  };
  return (
    <section
      className="echonet-section echonet-hints"
      aria-label={firstUse.title}
      {...testHooks('echonet-hints')}
    >
      <ol>
        {firstUse.hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
      <button
        type="button"
        className="echonet-button"
        onClick={dismiss}
        {...testHooks('echonet-hints-dismiss')}
      >
        {firstUse.dismiss}
      </button>
    </section>
  );
}
