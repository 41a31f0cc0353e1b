import type { ReactElement } from 'react';
import { Problem } from '../Problem';
import { testHooks } from '../test-hooks';
import { useStrings } from '../use-strings';
import { useDeskState } from './use-desk';

/** How far storing has come, and what came of it. */
export function Transfer(): ReactElement | null {
  const { transfer, outcome } = useDeskState();
  const { report } = useStrings();
  if (transfer) {
    const percent = Math.round(100 * transfer.part);
    return (
      <div className="echonet-running">
        <div
          className="echonet-bar"
          role="progressbar"
          aria-label={report.progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <div style={{ width: `${percent}%` }} />
        </div>
        <p role="status" {...testHooks('echonet-transfer')}>
          {transfer.phase === 'preparing' ? report.preparing : report.sending(percent)}
        </p>
      </div>
    );
  }
  if (!outcome) return null;
  return outcome.problem ? (
    <Problem>{outcome.problem}</Problem>
  ) : (
    <p className="echonet-stored" role="status" {...testHooks('echonet-stored')}>
      {report.stored[outcome.kind]}
    </p>
  );
}
