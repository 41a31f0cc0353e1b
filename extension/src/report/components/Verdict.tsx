import type { ReactElement } from 'react';
import type { Task } from '@echonet/models';
import { taskName } from '../../strings';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { useReportService, useReportState } from './use-report-service';

export function Verdict({ task }: { readonly task: Task }): ReactElement {
  const reports = useReportService();
  const decision = useReportState().decisions.get(task.id)?.decision;
  const strings = useStrings();
  const name = taskName(strings, task);
  const { accept, reject } = strings.report;
  return (
    <span className="echonet-verdict" data-decision={decision} {...testHooks('echonet-verdict')}>
      <button
        type="button"
        aria-pressed={decision === 'accepted'}
        aria-label={accept(name)}
        title={accept(name)}
        onClick={() => reports.decide(task.id, 'accepted')}
        {...testHooks('echonet-accept')}
      >
        ✓
      </button>
      <button
        type="button"
        aria-pressed={decision === 'rejected'}
        aria-label={reject(name)}
        title={reject(name)}
        onClick={() => reports.decide(task.id, 'rejected')}
        {...testHooks('echonet-reject')}
      >
        ✕
      </button>
    </span>
  );
}
