import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** Analyses the whole study where it has several clips; its progress is that of view checks and runs. */
export function StudyControls(): ReactElement | null {
  const session = useSession();
  const { step } = useSessionPart((state) => state.study);
  const isRunning = useSessionPart((state) => state.run !== undefined);
  const model = useSessionPart((state) => state.model);
  const eligibleCount = useSessionPart(
    ({ clips }) => clips.filter(({ eligibility }) => eligibility.eligible).length,
  );
  const { study } = useStrings();
  if (step || eligibleCount < 2 || !session.config.actions.run) {
    return null;
  }
  return (
    <button
      type="button"
      className="echonet-button"
      disabled={isRunning || model.phase === 'loading'}
      title={study.hint}
      onClick={() => void session.study.analyse()}
      {...testHooks('echonet-study-analyse')}
    >
      {study.analyse}
    </button>
  );
}
