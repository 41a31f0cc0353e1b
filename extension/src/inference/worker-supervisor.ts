import type { BackendName } from '../config';
import { backendTitle } from './backend-choice';
import type { BackendSettings } from './backend-choice';
import { isBackendFault } from './backend-fault';
import type { InferenceClient } from './client';
import type { BackendReport, OnStartProgress, Reply } from './protocol';
import type { Viewer } from '../host/viewer';
import { abortable } from './abortable';
import { watchMovement } from './watch-movement';

/** A worker that has loaded the model. */
export interface StartedWorker extends Reply<'start'> {
  readonly client: InferenceClient;
}

/** What the life of workers depends on. */
export interface WorkerParts {
  readonly startWorker: () => InferenceClient;
  /** Folder of the WebAssembly binaries, ending in a slash. */
  readonly wasmUrl: () => string;
  readonly config: BackendSettings;
}

/** What a session wants to hear of its workers. */
export interface WorkerListener {
  readonly onStartProgress: OnStartProgress;
  /** What computes from now on; undefined when the worker has ended. */
  readonly onBackend: (backend: BackendReport | undefined) => void;
  /** A backend stopped and another took over; a full sentence. */
  readonly onSwitch: (note: string) => void;
}

/** Backends that work again when what they lacked, such as memory, is there again. */
const forgivable: readonly BackendName[] = ['wasm', 'cpu'];

/**
 * One worker after another, one at a time. A worker that stops in the middle of its work is followed,
 * once, by one on the next backend.
 */
export class WorkerSupervisor {
  private client: InferenceClient | undefined;
  private starting: Promise<StartedWorker> | undefined;
  private started: StartedWorker | undefined;
  /** What the worker was at, or is on. */
  private backend: BackendName | undefined;
  private readonly failed = new Set<BackendName>();
  private switches: readonly string[] = [];

  constructor(
    private readonly parts: WorkerParts,
    private readonly viewer: Pick<Viewer, 'activeFrameIndex'>,
    private readonly listener: WorkerListener,
  ) {}

  /** The worker that has loaded the model; undefined where there is none. */
  get current(): StartedWorker | undefined {
    return this.client?.hasEnded() ? undefined : this.started;
  }

  /**
   * Does work on a worker, which is started where there is none. When its backend fails, the work
   * begins anew on the next one, once.
   *
   * @param modelUrl folder of the model, ending in a slash
   * @throws Error as a sentence, or the signal's reason.
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
      if (signal.aborted || !isBackendFault(error) || !stopped) throw this.ended(error, signal);
      this.end();
      this.failed.add(stopped);
      return await this.goOn(modelUrl, signal, work, nameFault(stopped, error));
    }
  }

  /** Ends the worker and forgets what has failed. */
  close(): void {
    this.end();
    this.failed.clear();
    this.switches = [];
  }

  /** Lets backends try again whose failure was no fault of a device. */
  forgive(): void {
    const forgiven = forgivable.filter((name) => this.failed.delete(name));
    // A better one than that which took over.
    if (forgiven.length > 0) this.end();
  }

  private async goOn<Result>(
    modelUrl: string,
    signal: AbortSignal,
    work: (worker: StartedWorker) => Promise<Result>,
    fault: string,
  ): Promise<Result> {
    try {
      const worker = await abortable(this.startedWorker(modelUrl), signal);
      const note = `${fault}; EchoNet went on with ${backendTitle[worker.backend.name]}.`;
      this.switches = [...this.switches, note];
      this.listener.onSwitch(note);
      return await this.work(withNotes(worker, this.switches), work);
    } catch (error) {
      throw this.ended(error, signal, `${fault}. `);
    }
  }

  /** Does the work; while a cine plays, the worker leaves a core to the page that draws it. */
  private async work<Result>(
    worker: StartedWorker,
    work: (worker: StartedWorker) => Promise<Result>,
  ): Promise<Result> {
    const { client, backend } = worker;
    if ((backend.threads ?? 1) < 2) return work(worker);
    const stop = watchMovement(this.viewer, (isMoving) => client.spareCore(isMoving));
    try {
      return await work(worker);
    } finally {
      stop();
    }
  }

  private startedWorker(modelUrl: string): Promise<StartedWorker> {
    if (this.client?.hasEnded()) this.end();
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
        if (this.client !== client) return;
        if (progress.phase === 'backend') this.backend = progress.name;
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
   * A refused clip is no fault of the worker; after anything else it may be past repair.
   *
   * @returns the error for the reader, after what else there is to say.
   */
  private ended(error: unknown, signal: AbortSignal, before = ''): unknown {
    if (signal.aborted) return error;
    // Errors keep their names, but not their classes, on the way out of a worker.
    if (error instanceof Error && error.name === 'ClipRefusal') return error;
    const stopped = this.backend;
    this.end();
    if (isBackendFault(error)) {
      const fault = stopped
        ? nameFault(stopped, error)
        : `EchoNet's worker stopped (${error.message})`;
      return new Error(
        `${before}${fault}. Reload the page; if it stays, tell whoever runs the viewer.`,
        { cause: error },
      );
    }
    if (!before) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new Error(`${before}${message}`, { cause: error });
  }
}

function nameFault(name: BackendName, { message }: Error): string {
  const title = backendTitle[name];
  return `${title.charAt(0).toUpperCase()}${title.slice(1)} stopped (${message})`;
}

function withNotes(worker: StartedWorker, notes: readonly string[]): StartedWorker {
  const { backend } = worker;
  const others = notes.filter((note) => !backend.notes.includes(note));
  return { ...worker, backend: { ...backend, notes: [...others, ...backend.notes] } };
}
