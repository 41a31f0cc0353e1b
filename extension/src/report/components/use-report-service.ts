import { useSyncExternalStore } from 'react';
import type { DeskState, ReportDesk } from '../report-service';
import { useSession } from '../../panel/use-session';

/** Decisions and reports, to ask for something. */
export function useDesk(): ReportDesk {
  return useSession().desk;
}

/** What they are at; the component renders again on every change. */
export function useDeskState(): DeskState {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, store.get);
}
