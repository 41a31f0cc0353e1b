import { proxy, transfer, wrap, type Remote } from 'comlink';
import { BackendFault } from './backend-fault';
import { WorkerWatchdog } from './worker-watchdog';
import {
  checkMessage,
  messages,
  type ExplainRequest,
  type InferenceWorker,
  type MessageName,
  type OnSample,
  type OnStartProgress,
  type PrepareRequest,
  type Reply,
  type Request,
  type StartProgress,
} from './protocol';
import { watchWorkerLock } from './worker-lock';

/** The page's interface to the inference worker; replies are validated. */
export interface InferenceClient {
  start(request: Request<'start'>, onProgress: OnStartProgress): Promise<Reply<'start'>>;
  /** Transfers the frames' pixel buffers, which are detached afterwards. */
  prepareClip(request: PrepareRequest): Promise<Reply<'prepareClip'>>;
  /** Transfers the pixel buffers like prepareClip. */
  classifyView(request: Request<'classifyView'>): Promise<Reply<'classifyView'>>;
  isPrepared(SOPInstanceUID: string): Promise<boolean>;
  predictFrames(request: Request<'predictFrames'>): Promise<Reply<'predictFrames'>>;
  /** Transfers the pixel buffers like prepareClip. */
  predictWindow(request: Request<'predictWindow'>): Promise<Reply<'predictWindow'>>;
  /** Transfers the pixel buffers like prepareClip. */
  segmentFrames(request: Request<'segmentFrames'>): Promise<Reply<'segmentFrames'>>;
  rateContours(request: Request<'rateContours'>): Promise<Reply<'rateContours'>>;
  explainFrame(request: ExplainRequest, onSample: OnSample): Promise<Reply<'explainFrame'>>;
  stopExplaining(): void;
  spareCore(isSpared: boolean): void;
  diagnose(): Promise<Reply<'diagnose'>>;
  /** Whether the worker has ended; every call rejects then. */
  hasEnded(): boolean;
  /** Terminates the worker; pending calls reject. */
  dispose(): void;
}

/**
 * Starts the inference worker, which loads nothing before `start`. Pending calls reject with
 * BackendFault if the worker ends by itself.
 */
export function startInferenceWorker(): InferenceClient {
  // Lock names are shared by all pages of an origin.
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

/** @param watch called after the worker's first answer */
function clientOf(
  remote: Remote<InferenceWorker>,
  watchdog: WorkerWatchdog,
  watch: () => void,
): Omit<InferenceClient, 'dispose' | 'hasEnded'> {
  const checked = async <Name extends MessageName>(
    name: Name,
    reply: Promise<unknown>,
  ): Promise<Reply<Name>> =>
    checkMessage(messages[name].reply, await watchdog.guard(reply), name, 'worker');

  return {
    start(request, onProgress) {
      let hasAnswered = false;
      const watchOnce = () => {
        if (!hasAnswered) {
          watch();
        }
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
    prepareClip: (request) => checked('prepareClip', remote.prepareClip(withoutCopies(request))),
    classifyView: (request) => checked('classifyView', remote.classifyView(withoutCopies(request))),
    isPrepared: (SOPInstanceUID) => watchdog.guard(remote.isPrepared(SOPInstanceUID)),
    predictFrames: (request) => checked('predictFrames', remote.predictFrames(request)),
    predictWindow: (request) =>
      checked('predictWindow', remote.predictWindow(withoutCopies(request))),
    segmentFrames: (request) =>
      checked('segmentFrames', remote.segmentFrames(withoutCopies(request))),
    rateContours: (request) => checked('rateContours', remote.rateContours(request)),
    explainFrame: (request, onSample) =>
      checked(
        'explainFrame',
        remote.explainFrame(transfer(request, buffersOf(request.window?.frames)), proxy(onSample)),
      ),
    stopExplaining: () => void remote.stopExplaining().catch(() => {}),
    spareCore: (isSpared) => void remote.spareCore(isSpared).catch(() => {}),
    diagnose: () => checked('diagnose', remote.diagnose()),
  };
}

/** Transfers the buffers of the frames' pixels. */
function withoutCopies<Message extends Pick<PrepareRequest, 'frames'>>(message: Message): Message {
  return transfer(message, buffersOf(message.frames));
}

function buffersOf(frames: PrepareRequest['frames'] = []): ArrayBufferLike[] {
  return frames.map(({ pixels }) => pixels.data.buffer);
}
