import type { ReactElement } from 'react';
import { countOf, type Decision } from '../decisions';
import { isFinal } from '../../results/reading';
import { testHooks } from '../../panel/test-hooks';
import { useReading } from '../../results/use-reading';
import { useConfig, useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { CopyText } from './CopyText';
import { ForReportingSystem } from './ForReportingSystem';
import { SaveFiles } from './SaveFiles';
import { StoreCapture } from './StoreCapture';
import { StoreReport } from './StoreReport';
import { Transfer } from './Transfer';
import { useReportService, useReportState } from './use-report-service';

export function ReportSection(): ReactElement | null {
  const reading = useReading();
  const model = useSessionPart((state) => state.model);
  const { actions } = useConfig();
  const { report } = useStrings();
  if (!reading || model.phase !== 'ready') {
    return null;
  }
  return (
    <section
      className="echonet-section"
      aria-labelledby="echonet-report-title"
      {...testHooks('echonet-report')}
    >
      <h2 id="echonet-report-title">{report.title}</h2>
      {isFinal(reading) ? (
        <>
          <DecideAll />
          {actions.storeReport && <StoreReport />}
          {actions.storeCapture && <StoreCapture />}
          <ForReportingSystem />
          <Transfer />
          {actions.copyText && <CopyText />}
          {actions.download && <SaveFiles />}
        </>
      ) : (
        <p className="echonet-muted">{report.finishFirst}</p>
      )}
    </section>
  );
}

function DecideAll(): ReactElement | null {
  const reports = useReportService();
  const { decisions } = useReportState();
  const { report } = useStrings();
  const taskIds = reports.decisions.decidable();
  if (taskIds.length === 0) {
    return null;
  }
  const isAnyPending = taskIds.some((id) => !decisions.has(id));
  const count = (decision: Decision) => countOf(decisions, taskIds, decision);
  const button = (decision: Decision, label: string) => (
    <button
      type="button"
      className="echonet-button"
      disabled={!isAnyPending}
      onClick={() => reports.decisions.decideAll(decision)}
      {...testHooks(`echonet-${decision}-all`)}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className="echonet-row">
        {button('accepted', report.acceptAll)}
        {button('rejected', report.rejectAll)}
      </div>
      <p className="echonet-muted" role="status" {...testHooks('echonet-decided')}>
        {report.decided(count('accepted'), count('rejected'), taskIds.length)}
      </p>
    </>
  );
}
