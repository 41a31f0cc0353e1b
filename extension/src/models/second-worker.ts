import type { Viewer } from '../host/viewer';
import {
  type StartedWorker,
  type WorkerParts,
  WorkerSupervisor,
} from '../inference/worker-supervisor';

/**
 * Does work on a worker of its own, beside the one of the results, which ends with the work.
 *
 * @param modelUrl folder of the model that the worker starts with
 * @throws Error as a sentence, or the signal's reason when aborted
 */
export async function onSecondWorker<Result>(
  parts: WorkerParts & { readonly viewer: Viewer },
  modelUrl: string,
  signal: AbortSignal,
  work: (worker: StartedWorker) => Promise<Result>,
): Promise<Result> {
  const silent = { onStartProgress: () => {}, onBackend: () => {}, onSwitch: () => {} };
  const workers = new WorkerSupervisor(parts, parts.viewer, silent);
  try {
    return await workers.use(modelUrl, signal, work);
  } finally {
    workers.close();
  }
}
