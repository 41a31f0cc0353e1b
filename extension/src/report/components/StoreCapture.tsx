import type { ReactElement } from 'react';
import { taskName } from '../../strings';
import { useSession, useSessionState } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { ConfirmDialog } from './ConfirmDialog';
import { useReportService, useReportState } from './use-report-service';

/** Stores the overlay in the archive once the attention maps of all frames are computed. */
export function StoreCapture(): ReactElement | null {
  const reports = useReportService();
  const { saliency } = useSessionState();
  const { transfer } = useReportState();
  const strings = useStrings();
  const { archiveName } = useSession();
  const { report } = strings;
  if (!archiveName || !saliency.visible) return null;
  const capturable = reports.capturable();
  return (
    <>
      <ConfirmDialog
        label={report.store.capture}
        title={report.storeTitle.capture}
        confirmLabel={report.yes}
        disabled={transfer !== undefined || capturable === undefined}
        testId="echonet-store-capture"
        onConfirm={() => void reports.storeCapture()}
      >
        {capturable && (
          <p>
            {report.storeCaptureHint(
              strings.frames(capturable.frameIndices.length),
              taskName(strings, capturable.task),
            )}
          </p>
        )}
        <p>{report.into(archiveName)}</p>
      </ConfirmDialog>
      {!capturable && <p className="echonet-muted">{report.mapsFirst}</p>}
    </>
  );
}
