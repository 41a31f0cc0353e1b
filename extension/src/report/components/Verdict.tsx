import type { ReactElement } from 'react';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { useReportService, useReportState } from './use-report-service';

interface VerdictProps {
  /** Of the decision: a task's ID, or measuredId. */
  readonly id: string;
  /** Of the result. */
  readonly name: string;
}

export function Verdict({ id, name }: VerdictProps): ReactElement {
  const { decisions } = useReportService();
  const decision = useReportState().decisions.get(id)?.decision;
  const { accept, reject } = useStrings().report;
  return (
    <span className="echonet-verdict" data-decision={decision} {...testHooks('echonet-verdict')}>
      <button
        type="button"
        aria-pressed={decision === 'accepted'}
        aria-label={accept(name)}
        title={accept(name)}
        onClick={() => decisions.decide(id, 'accepted')}
        {...testHooks('echonet-accept')}
      >
        ✓
      </button>
      <button
        type="button"
        aria-pressed={decision === 'rejected'}
        aria-label={reject(name)}
        title={reject(name)}
        onClick={() => decisions.decide(id, 'rejected')}
        {...testHooks('echonet-reject')}
      >
        ✕
      </button>
    </span>
  );
}
