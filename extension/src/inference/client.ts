import { proxy, transfer, wrap } from 'comlink';
import type { Remote } from 'comlink';
import { BackendFault } from './backend-fault';
import { WorkerWatchdog } from './worker-watchdog';
import { checkMessage, messages } from './protocol';
import type {
  ExplainRequest,
  InferenceWorker,
  MessageName,
  OnSample,
  OnStartProgress,
  PrepareRequest,
  Reply,
  Request,
  StartProgress,
} from './protocol';
import { watchWorkerLock } from './worker-lock';

/** The inference worker as the page uses it; replies are checked. */
export interface InferenceClient {
  start(request: Request<'start'>, onProgress: OnStartProgress): Promise<Reply<'start'>>;
  /** Takes the frames' pixels over: they are empty afterwards. */
  prepareClip(request: PrepareRequest): Promise<Reply<'prepareClip'>>;
  /** Takes the frames' pixels over, as prepareClip does. */
  classifyView(request: Request<'classifyView'>): Promise<Reply<'classifyView'>>;
  isPrepared(SOPInstanceUID: string): Promise<boolean>;
  predictFrames(request: Request<'predictFrames'>): Promise<Reply<'predictFrames'>>;
  explainFrame(request: ExplainRequest, onSample: OnSample): Promise<Reply<'explainFrame'>>;
  stopExplaining(): void;
  spareCore(isSpared: boolean): void;
  diagnose(): Promise<Reply<'diagnose'>>;
  /** Whether the worker is gone; every call rejects then. */
  hasEnded(): boolean;
  /** Ends the worker and all that it holds; calls that are under way reject. */
  dispose(): void;
}

/**
 * Starts the inference worker; it loads nothing until `start` is called. What is under way when it
 * ends by itself rejects as BackendFault.
 */
export function startInferenceWorker(): InferenceClient {
  // Locks are shared by all pages of an origin.
  const name = `echonet-inference ${Math.random().toString(36).slice(2)}`;
  const worker = new Worker(
    /* webpackChunkName: "echonet-inference" */ new URL('./worker.ts', import.meta.url),
    { type: 'module', name },
  );
  const watchdog = new WorkerWatchdog();
  const watching = new AbortController();
  worker.onerror = (event) => {
    event.preventDefault();
    watchdog.end(
      new BackendFault(
        event.message ? `error in its worker: ${event.message}` : "its worker's file was not found",
      ),
    );
  };
  const watch = () =>
    watchWorkerLock(name, watching.signal, () =>
      watchdog.end(new BackendFault('the browser ended its worker')),
    );
  return {
    ...clientOf(wrap<InferenceWorker>(worker), watchdog, watch),
    hasEnded: () => watchdog.endedBy !== undefined,
    dispose() {
      watching.abort();
      watchdog.end(new Error('The EchoNet mode was left.'));
      worker.terminate();
    },
  };
}

/** @param watch called when the worker has answered for the first time */
function clientOf(
  remote: Remote<InferenceWorker>,
  watchdog: WorkerWatchdog,
  watch: () => void,
): Omit<InferenceClient, 'dispose' | 'hasEnded'> {
  const checked = async <Name extends MessageName>(
    name: Name,
    reply: Promise<unknown>,
  ): Promise<Reply<Name>> =>
    checkMessage(messages[name].reply, await watchdog.guard(reply), name, 'worker') as Reply<Name>;

  return {
    start(request, onProgress) {
      let hasAnswered = false;
      const watchOnce = () => {
        if (!hasAnswered) watch();
        hasAnswered = true;
      };
      const started = remote.start(
        request,
        proxy((progress: StartProgress) => {
          watchOnce();
          onProgress(progress);
        }),
      );
      started.then(watchOnce, () => {});
      return checked('start', started);
    },
    prepareClip: (request) =>
      checked(
        'prepareClip',
        remote.prepareClip(
          transfer(
            request,
            request.frames.map(({ pixels }) => pixels.data.buffer),
          ),
        ),
      ),
    classifyView: (request) =>
      checked(
        'classifyView',
        remote.classifyView(
          transfer(
            request,
            request.frames.map(({ pixels }) => pixels.data.buffer),
          ),
        ),
      ),
    isPrepared: (SOPInstanceUID) => watchdog.guard(remote.isPrepared(SOPInstanceUID)),
    predictFrames: (request) => checked('predictFrames', remote.predictFrames(request)),
    explainFrame: (request, onSample) =>
      checked('explainFrame', remote.explainFrame(request, proxy(onSample))),
    stopExplaining: () => void remote.stopExplaining().catch(() => {}),
    spareCore: (isSpared) => void remote.spareCore(isSpared).catch(() => {}),
    diagnose: () => checked('diagnose', remote.diagnose()),
  };
}
