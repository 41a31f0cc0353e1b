import type { CreateNetwork } from '@echonet/models';
import { WorkerWatchdog } from './worker-watchdog';
import type { BackendReport } from './protocol';

/** What every way to compute tells about itself when it has started. */
export interface BackendParts {
  readonly report: Omit<BackendReport, 'name' | 'passedOver' | 'notes' | 'isCrossOriginIsolated'>;
  readonly createNetwork: CreateNetwork;
  /** Counts and bytes of what it holds, by name. */
  memory(): Record<string, number>;
  /** Versions of what computes, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Leaves a core to others from the next frame or sample on, or takes it again; absent where threads
   * cannot be changed.
   */
  readonly spareCore?: (isSpared: boolean) => void;
  /** Ends with the device; absent where the processor computes, which does not fail by itself. */
  readonly watchdog?: WorkerWatchdog;
}

/** A backend that computes, and how to know that it no longer does. */
export interface RunningBackend extends BackendParts {
  readonly report: Omit<BackendReport, 'notes'>;
  readonly watchdog: WorkerWatchdog;
}

/** Puts together what a backend tells of itself and what is known of all. */
export function runningBackend(
  name: BackendReport['name'],
  parts: BackendParts,
  passedOver: readonly string[],
): RunningBackend {
  return {
    ...parts,
    watchdog: parts.watchdog ?? new WorkerWatchdog(),
    report: {
      ...parts.report,
      name,
      passedOver: [...passedOver],
      isCrossOriginIsolated: globalThis.crossOriginIsolated === true,
    },
  };
}
