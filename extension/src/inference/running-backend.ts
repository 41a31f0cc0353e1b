import type { CreateNetwork, CreateWindowNetwork } from '@echonet/models';
import { WorkerWatchdog } from './worker-watchdog';
import type { BackendReport } from './protocol';

/** A started backend. */
export interface BackendParts {
  readonly report: Omit<BackendReport, 'name' | 'passedOver' | 'notes' | 'isCrossOriginIsolated'>;
  readonly createNetwork: CreateNetwork;
  /** Absent on what does not compute networks on windows of frames. */
  readonly createWindowNetwork?: CreateWindowNetwork;
  /** Counts and bytes of allocated memory by name. */
  memory(): Record<string, number>;
  /** Library versions by name. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Leaves a core to the page from the next frame or sample on; absent if the number of threads is
   * fixed.
   */
  readonly spareCore?: (isSpared: boolean) => void;
  /** Ends with the device; absent on the CPU. */
  readonly watchdog?: WorkerWatchdog;
}

export interface RunningBackend extends BackendParts {
  readonly report: Omit<BackendReport, 'notes'>;
  readonly watchdog: WorkerWatchdog;
}

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
