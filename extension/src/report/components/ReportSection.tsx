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
import { StorePdf } from './StorePdf';
import { StoreReport } from './StoreReport';
import { Transfer } from './Transfer';
import { useIsAnyAccepted, useReportService, useReportState } from './use-report-service';

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
          {actions.storePdf && <StorePdf />}
          <ForReportingSystem />
          <Transfer />
          {actions.copyText && <CopyText />}
          {actions.download && <SaveFiles />}
          {(actions.copyText || actions.download || actions.storePdf) && <AcceptFirst />}
        </>
      ) : (
        <p className="echonet-muted">{report.finishFirst}</p>
      )}
    </section>
  );
}

/** Why nothing can be copied or printed yet. */
function AcceptFirst(): ReactElement | null {
  const isAnyAccepted = useIsAnyAccepted();
  const { reportDocument } = useStrings();
  return isAnyAccepted ? null : <p className="echonet-muted">{reportDocument.acceptFirst}</p>;
}

function DecideAll(): ReactElement | null {
  const reports = useReportService();
  const { decisions } = useReportState();
  const { report } = useStrings();
  const shownClip = reports.decisions.clipOfMeasured();
  const all = reports.decisions.decidable();
  if (all.length === 0) {
    return null;
  }
  const together = reports.decisions.decidedTogether();
  const oneByOneCount = all.length - together.length;
  const isAnyPending = together.some((id) => !decisions.has(id));
  const count = (decision: Decision) => countOf(decisions, all, decision);
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
      {together.length > 0 && (
        <div className="echonet-row">
          {button('accepted', report.acceptAll)}
          {button('rejected', report.rejectAll)}
        </div>
      )}
      <p className="echonet-muted" role="status" {...testHooks('echonet-decided')}>
        {report.decided(count('accepted'), count('rejected'), all.length)}
      </p>
      {oneByOneCount > 0 && (
        <p className="echonet-muted" {...testHooks('echonet-one-by-one')}>
          {report.oneByOne(report.resultCount(oneByOneCount))}
        </p>
      )}
      {shownClip && (
        <p className="echonet-muted" {...testHooks('echonet-decides-on')}>
          {report.measuredClipByClip(shownClip.label)}
        </p>
      )}
    </>
  );
}
