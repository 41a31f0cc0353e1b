import { capitalised } from '../capitalised';
import type { BackendName } from '../config';
import type { Viewer } from '../host/viewer';
import { messageOf } from '../sentence';
import { abortable } from './abortable';
import { type BackendSettings, backendTitle } from './backend-choice';
import { isBackendFault } from './backend-fault';
import type { InferenceClient } from './client';
import type { BackendReport, OnStartProgress, Reply } from './protocol';
import { watchMovement } from './watch-movement';

/** A worker with the model loaded. */
export interface StartedWorker extends Reply<'start'> {
  readonly client: InferenceClient;
}

export interface WorkerParts {
  readonly startWorker: () => InferenceClient;
  /** Folder of the WebAssembly binaries, ending in a slash. */
  readonly wasmUrl: () => string;
  readonly config: BackendSettings;
}

export interface WorkerListener {
  readonly onStartProgress: OnStartProgress;
  /** The backend in use; undefined when the worker has ended. */
  readonly onBackend: (backend: BackendReport | undefined) => void;
  /** @param note a full sentence: which backend failed and which replaced it */
  readonly onSwitch: (note: string) => void;
}

/** Backends whose failure can be temporary, for example for lack of memory. */
const processorBackends: readonly BackendName[] = ['wasm', 'cpu'];

/**
 * Starts, ends and replaces the inference worker; there is one at a time. When its backend fails during
 * work, a worker on the next backend repeats the work, once.
 */
export class WorkerSupervisor {
  private client: InferenceClient | undefined;
  private starting: Promise<StartedWorker> | undefined;
  private started: StartedWorker | undefined;
  /** The backend that the worker uses or tries. */
  private backend: BackendName | undefined;
  private readonly failed = new Set<BackendName>();
  /** Notes of all switches of this visit. */
  private switches: readonly string[] = [];

  constructor(
    private readonly parts: WorkerParts,
    private readonly viewer: Pick<Viewer, 'activeFrameIndex'>,
    private readonly listener: WorkerListener,
  ) {}

  /** Undefined while there is no worker with a model. */
  get current(): StartedWorker | undefined {
    return this.client?.hasEnded() ? undefined : this.started;
  }

  /**
   * Does work on the worker, starting one if needed. When the backend fails, the work is repeated on
   * the next backend, once.
   *
   * @param modelUrl folder of the model, ending in a slash
   * @throws Error as a sentence, or the signal's reason when aborted
   */
  async use<Result>(
    modelUrl: string,
    signal: AbortSignal,
    work: (worker: StartedWorker) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.work(await abortable(this.startedWorker(modelUrl), signal), work);
    } catch (error) {
      const stopped = this.backend;
      if (signal.aborted || !isBackendFault(error) || !stopped) {
        throw this.endAfter(error, signal);
      }
      this.end();
      this.failed.add(stopped);
      return await this.repeat(modelUrl, signal, work, describeFault(stopped, error));
    }
  }

  /** Ends the worker and forgets which backends have failed. */
  close(): void {
    this.end();
    this.failed.clear();
    this.switches = [];
  }

  /** Lets failed backends on the processor be tried again; a lost graphics device stays excluded. */
  retryProcessorBackends(): void {
    const retried = processorBackends.filter((name) => this.failed.delete(name));
    // The next worker starts on a backend that is preferred to the present one.
    if (retried.length > 0) {
      this.end();
    }
  }

  private async repeat<Result>(
    modelUrl: string,
    signal: AbortSignal,
    work: (worker: StartedWorker) => Promise<Result>,
    fault: string,
  ): Promise<Result> {
    try {
      const worker = await abortable(this.startedWorker(modelUrl), signal);
      const note = `${fault}; EchoNet continues with ${backendTitle[worker.backend.name]}.`;
      this.switches = [...this.switches, note];
      this.listener.onSwitch(note);
      return await this.work(withNotes(worker, this.switches), work);
    } catch (error) {
      throw this.endAfter(error, signal, `${fault}. `);
    }
  }

  /** While a cine plays, the worker leaves one core to the page, which renders it. */
  private async work<Result>(
    worker: StartedWorker,
    work: (worker: StartedWorker) => Promise<Result>,
  ): Promise<Result> {
    const { client, backend } = worker;
    if ((backend.threads ?? 1) < 2) {
      return work(worker);
    }
    const stop = watchMovement(this.viewer, (isMoving) => client.spareCore(isMoving));
    try {
      return await work(worker);
    } finally {
      stop();
    }
  }

  private startedWorker(modelUrl: string): Promise<StartedWorker> {
    if (this.client?.hasEnded()) {
      this.end();
    }
    this.starting ??= this.start(modelUrl);
    return this.starting;
  }

  private async start(modelUrl: string): Promise<StartedWorker> {
    const { startWorker, wasmUrl, config } = this.parts;
    this.backend = undefined;
    const client = startWorker();
    this.client = client;
    const reply = await client.start(
      {
        modelUrl,
        wasmUrl: wasmUrl(),
        backend: config.backend,
        backendOrder: [...config.backendOrder],
        failed: [...this.failed],
      },
      (progress) => {
        if (this.client !== client) {
          return;
        }
        if (progress.phase === 'backend') {
          this.backend = progress.name;
        }
        this.listener.onStartProgress(progress);
      },
    );
    const started = withNotes({ ...reply, client }, this.switches);
    if (this.client === client) {
      this.backend = reply.backend.name;
      this.started = started;
      this.listener.onBackend(started.backend);
    }
    return started;
  }

  private end(): void {
    this.client?.dispose();
    this.client = undefined;
    this.starting = undefined;
    this.started = undefined;
    this.listener.onBackend(undefined);
  }

  /**
   * Ends the worker, unless the clip was rejected or the work aborted: after any other error its state
   * is unknown.
   *
   * @param before precedes the message
   * @returns the error to show
   */
  private endAfter(error: unknown, signal: AbortSignal, before = ''): unknown {
    if (signal.aborted) {
      return error;
    }
    // An error from a worker keeps its name but not its class.
    if (error instanceof Error && error.name === 'ClipRefusal') {
      return error;
    }
    const stopped = this.backend;
    this.end();
    if (isBackendFault(error)) {
      const fault = stopped
        ? describeFault(stopped, error)
        : `EchoNet's worker stopped (${error.message})`;
      return new Error(
        `${before}${fault}. Reload the page; if the problem persists, contact your administrator.`,
        { cause: error },
      );
    }
    return before ? new Error(`${before}${messageOf(error)}`, { cause: error }) : error;
  }
}

function describeFault(name: BackendName, { message }: Error): string {
  return `${capitalised(backendTitle[name])} stopped (${message})`;
}

function withNotes(worker: StartedWorker, notes: readonly string[]): StartedWorker {
  const { backend } = worker;
  const others = notes.filter((note) => !backend.notes.includes(note));
  return { ...worker, backend: { ...backend, notes: [...others, ...backend.notes] } };
}
