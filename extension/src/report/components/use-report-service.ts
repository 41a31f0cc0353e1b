import { useSyncExternalStore } from 'react';
import type { ReportState, ReportService } from '../report-service';
import { useSession } from '../../panel/use-session';

/** Decisions and reports, to ask for something. */
export function useReportService(): ReportService {
  return useSession().reports;
}

/** What they are at; the component renders again on every change. */
export function useReportState(): ReportState {
  const { store } = useReportService();
  return useSyncExternalStore(store.subscribe, store.get);
}
