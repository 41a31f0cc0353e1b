import { useSyncExternalStore } from 'react';
import type { ReportState, ReportService } from '../report-service';
import { useSession } from '../../panel/use-session';

export function useReportService(): ReportService {
  return useSession().reports;
}

/** Renders the component again on every change. */
export function useReportState(): ReportState {
  const { store } = useReportService();
  return useSyncExternalStore(store.subscribe, store.get);
}
