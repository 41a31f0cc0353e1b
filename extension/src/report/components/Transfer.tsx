import type { ReactElement } from 'react';
import { Problem } from '../../panel/Problem';
import { Progress } from '../../panel/Progress';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { useReportState } from './use-report-service';

export function Transfer(): ReactElement | null {
  const { transfer, outcome } = useReportState();
  const { report } = useStrings();
  if (transfer) {
    return (
      <Progress
        label={report.progress}
        part={transfer.part}
        status={
          transfer.phase === 'preparing'
            ? report.preparing
            : report.sending(Math.round(100 * transfer.part))
        }
        testId="echonet-transfer"
      />
    );
  }
  if (!outcome) {
    return null;
  }
  return outcome.problem ? (
    <Problem>{outcome.problem}</Problem>
  ) : (
    <>
      <p className="echonet-stored" role="status" {...testHooks('echonet-stored')}>
        {report.stored[outcome.kind]}
      </p>
      {outcome.warning && <Problem>{outcome.warning}</Problem>}
    </>
  );
}
