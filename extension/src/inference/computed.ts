import { backendFaultOf } from './backend-fault';
import type { RunningBackend } from './running-backend';

/** A pending computation can fail shortly before the device is reported lost. */
const deviceSaysSoMs = 50;

/** Converts errors of a computation, and the loss of its device, to BackendFaults. */
export async function computed<Result>(
  { watchdog }: RunningBackend,
  work: Promise<Result>,
): Promise<Result> {
  try {
    return await watchdog.guard(work);
  } catch (error) {
    if (!watchdog.endedBy) {
      await new Promise((resolve) => setTimeout(resolve, deviceSaysSoMs));
    }
    throw backendFaultOf(watchdog.endedBy ?? error);
  }
}
