import { useState, type ReactElement } from 'react';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { copyToClipboard } from '../../panel/clipboard';
import { useIsAnyAccepted, useReportService } from './use-report-service';

/** Copies the report as text; shows it for manual copying where the browser refuses. */
export function CopyText(): ReactElement {
  const reports = useReportService();
  const { report } = useStrings();
  const isAnyAccepted = useIsAnyAccepted();
  const [outcome, setOutcome] = useState<{ isCopied: boolean; text: string }>();
  const copy = async () => {
    const text = reports.text();
    setOutcome({ isCopied: await copyToClipboard(text), text });
  };
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        disabled={!isAnyAccepted}
        onClick={() => void copy()}
        {...testHooks('echonet-report-copy')}
      >
        {report.copy}
      </button>
      {outcome && (
        <p className="echonet-muted" role="status">
          {outcome.isCopied ? report.copied : report.refused}
        </p>
      )}
      {outcome && !outcome.isCopied && (
        <textarea
          readOnly
          aria-label={report.title}
          value={outcome.text}
          onFocus={(event) => event.target.select()}
          {...testHooks('echonet-report-text')}
        />
      )}
    </>
  );
}
