import { useState, type ReactElement } from 'react';
import { Problem } from '../../panel/Problem';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { sentenceOf } from '../../sentence';
import { saveFile } from './save-file';
import { useIsAnyAccepted, useReportService } from './use-report-service';

const type = 'application/pdf';

/** Saves the PDF of what the reader accepted, or opens it in a window of its own to be printed. */
export function SavePdf({ isIdentified }: { readonly isIdentified: boolean }): ReactElement {
  const { pdf: service } = useReportService();
  const isAnyAccepted = useIsAnyAccepted();
  const { report, reportDocument } = useStrings();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const save = () =>
    attempt(async () => {
      const { name, pdf } = await service.make(isIdentified);
      saveFile({ name, type, content: new Blob([new Uint8Array(pdf)]) });
    });
  const open = () => {
    // Browsers allow a window only at the click itself.
    const opened = window.open('', '_blank');
    return attempt(async () => {
      if (!opened) {
        throw new Error(reportDocument.blocked);
      }
      try {
        const { pdf } = await service.make(isIdentified);
        const url = URL.createObjectURL(new Blob([new Uint8Array(pdf)], { type }));
        opened.location.replace(url);
        // Long enough for the window to load it.
        setTimeout(() => URL.revokeObjectURL(url), 60_000);
      } catch (error) {
        opened.close();
        throw error;
      }
    });
  };
  const button = (label: string, testId: string, onClick: () => Promise<void>) => (
    <button
      type="button"
      className="echonet-button"
      disabled={isBusy || !isAnyAccepted}
      onClick={() => void onClick()}
      {...testHooks(testId)}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className="echonet-row">
        {button(report.download('PDF'), 'echonet-save-pdf', save)}
        {button(reportDocument.print, 'echonet-print-pdf', open)}
      </div>
      {isBusy && (
        <p className="echonet-muted" role="status">
          {report.preparing}
        </p>
      )}
      {problem && <Problem>{problem}</Problem>}
    </>
  );
}
