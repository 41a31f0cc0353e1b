import type { ReactElement } from 'react';
import { countOf, type Decision } from '../decisions';
import { isFinal } from '../../results/reading';
import { useReading } from '../../results/use-reading';
import { useSession, useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { ConfirmDialog } from './ConfirmDialog';
import { useReportService, useReportState } from './use-report-service';

export function StoreReport(): ReactElement | null {
  const reports = useReportService();
  const reading = useReading();
  const model = useSessionPart((state) => state.model);
  const { transfer, decisions } = useReportState();
  const strings = useStrings();
  const { archiveName } = useSession();
  const { report } = strings;
  if (!reading || !isFinal(reading) || model.phase !== 'ready') {
    return null;
  }
  if (!archiveName) {
    return <p className="echonet-muted">{report.noArchive}</p>;
  }
  const tasks = reports.report()?.manifest.tasks ?? [];
  const taskIds = tasks.map(({ id }) => id);
  const count = (decision: Decision) => countOf(decisions, taskIds, decision);
  return (
    <ConfirmDialog
      label={report.store.report}
      title={report.storeTitle.report}
      confirmLabel={report.yes}
      disabled={transfer !== undefined}
      testId="echonet-store-report"
      onConfirm={() => void reports.storeReport()}
    >
      <p>
        {report.storeReportHint(
          report.resultCount(tasks.length),
          strings.clipCount(reading.clips.length),
        )}
      </p>
      <p>{report.decided(count('accepted'), count('rejected'), tasks.length)}</p>
      <p>{report.into(archiveName)}</p>
    </ConfirmDialog>
  );
}
