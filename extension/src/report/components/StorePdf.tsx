import type { ReactElement } from 'react';
import { useSession } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { ConfirmDialog } from './ConfirmDialog';
import { useIsAnyAccepted, useReportService, useReportState } from './use-report-service';

/** Stores the PDF of what the reader accepted in the archive. */
export function StorePdf(): ReactElement | null {
  const { pdf } = useReportService();
  const { transfer } = useReportState();
  const isAnyAccepted = useIsAnyAccepted();
  const { archiveName } = useSession();
  const { report } = useStrings();
  if (!archiveName) {
    return null;
  }
  return (
    <ConfirmDialog
      label={report.store.pdf}
      title={report.storeTitle.pdf}
      confirmLabel={report.yes}
      disabled={transfer !== undefined || !isAnyAccepted}
      testId="echonet-store-pdf"
      onConfirm={() => void pdf.store()}
    >
      <p>{report.storePdfHint}</p>
      <p>{report.into(archiveName)}</p>
    </ConfirmDialog>
  );
}
