import { useSyncExternalStore } from 'react';
import type { Measured } from '../../contours/measured';
import type { ReportService } from '../report-service';
import type { ReportState } from '../state';
import { useSession } from '../../panel/use-session';

export function useReportService(): ReportService {
  return useSession().reports;
}

/** Whether the report has anything that a reader accepted. */
export function useIsAnyAccepted(): boolean {
  const reports = useReportService();
  useReportState();
  return reports.isAnyAccepted();
}

/** Renders the component again on every change. */
export function useReportState(): ReportState {
  const { store } = useReportService();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** What counts in means over clips: all that a clip's contours measure but what the reader rejected. */
export function useCountedMeasures(): (SOPInstanceUID: string) => readonly Measured[] {
  const { decisions } = useReportService();
  useReportState();
  return (SOPInstanceUID) => decisions.notRejected(SOPInstanceUID);
}
