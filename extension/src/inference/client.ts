import { proxy, transfer, wrap } from 'comlink';
import type { Remote } from 'comlink';
import { checkMessage, messages } from './protocol';
import type {
  ExplainRequest,
  InferenceWorker,
  MessageName,
  OnSample,
  PrepareRequest,
  Reply,
  Request,
} from './protocol';

/** The inference worker as the page uses it; replies are checked. */
export interface InferenceClient {
  start(request: Request<'start'>): Promise<Reply<'start'>>;
  /** Takes the frames' pixels over: they are empty afterwards. */
  prepareClip(request: PrepareRequest): Promise<Reply<'prepareClip'>>;
  isPrepared(SOPInstanceUID: string): Promise<boolean>;
  predictFrame(request: Request<'predictFrame'>): Promise<Reply<'predictFrame'>>;
  explainFrame(request: ExplainRequest, onSample: OnSample): Promise<Reply<'explainFrame'>>;
  stopExplaining(): void;
  /** Whether the worker is gone; every call rejects then. */
  hasEnded(): boolean;
  /** Ends the worker and all that it holds; calls that are under way reject. */
  dispose(): void;
}

/** Starts the inference worker; it loads nothing until `start` is called. */
export function startInferenceWorker(): InferenceClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'echonet-inference',
  });
  const remote = wrap<InferenceWorker>(worker);
  let isOver = false;
  let endWithError: (error: Error) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    endWithError = (error) => {
      isOver = true;
      reject(error);
    };
  });
  // Nothing may be under way when the worker ends.
  ended.catch(() => {});
  worker.onerror = (event) => {
    event.preventDefault();
    endWithError(
      new Error(
        `EchoNet's worker stopped (${event.message || 'its file could not be loaded'}); ` +
          'reload the page, and if it stays, tell whoever runs the viewer.',
      ),
    );
  };
  const client = clientOf(remote, ended);
  return {
    ...client,
    hasEnded: () => isOver,
    dispose() {
      endWithError(new Error('The EchoNet mode was left.'));
      worker.terminate();
    },
  };
}

function clientOf(
  remote: Remote<InferenceWorker>,
  ended: Promise<never>,
): Omit<InferenceClient, 'dispose' | 'hasEnded'> {
  const checked = async <Name extends MessageName>(
    name: Name,
    reply: Promise<unknown>,
  ): Promise<Reply<Name>> =>
    checkMessage(
      messages[name].reply,
      await Promise.race([reply, ended]),
      name,
      'worker',
    ) as Reply<Name>;

  return {
    start: (request) => checked('start', remote.start(request)),
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
    isPrepared: (SOPInstanceUID) => Promise.race([remote.isPrepared(SOPInstanceUID), ended]),
    predictFrame: (request) => checked('predictFrame', remote.predictFrame(request)),
    explainFrame: (request, onSample) =>
      checked('explainFrame', remote.explainFrame(request, proxy(onSample))),
    stopExplaining: () => void remote.stopExplaining().catch(() => {}),
  };
}
