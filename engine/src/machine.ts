import { control, scratchBytes } from './control';
import { addressOf, wholeBuffer, type FeatureBuffer } from './features';
import type { Program } from './forward-program';
import { instantiateKernels, type Kernels } from './kernels';
import { stepBytes, writeSteps } from './steps';
import type { HelperThread, StartThread } from './threads';

export interface MachineParts {
  readonly kernels: Kernels;
  /** From 1 to 255; more than 1 only with kernels for shared memory. */
  readonly threads: number;
  readonly startThread: StartThread;
  /** Number of threads for the next run; all by default. */
  readonly threadsInUse?: () => number;
  /** Timeout in ms for a thread that delays the others; default 20,000. */
  readonly patienceMs?: number;
  /** Called with the memory of each machine that starts, and again when it stops. */
  readonly onMemory?: (memory: WebAssembly.Memory, isHeld: boolean) => void;
}

/** What a machine runs of a program. */
type Runnable = Pick<Program, 'steps' | 'data'>;

/** A program with its constants in memory. */
export interface LoadedProgram<Kind extends Runnable> {
  readonly program: Kind;
  readonly steps: number;
  /** Address of one word per step that counts its chunks. */
  readonly chunkCounters: number;
}

/** Increment of the run counter, whose lowest bits hold the number of threads. */
const runStep = 256;

const defaultPatienceMs = 20_000;

const pageBytes = 2 ** 16;
/** Maximum pages of 32-bit addresses; pages are allocated when memory grows. */
const mostPages = 2 ** 16;

/** Kernels, their memory and threads. */
export class Machine {
  private readonly helpers: HelperThread[] = [];
  private readonly kernels: ReturnType<typeof instantiateKernels>;
  private scratch = 0;

  private constructor(
    private readonly parts: MachineParts,
    private readonly memory: WebAssembly.Memory,
  ) {
    this.kernels = instantiateKernels(parts.kernels.module, memory);
  }

  /** @throws Error when memory is missing or a thread does not start */
  static async start(parts: MachineParts): Promise<Machine> {
    const { kernels, threads, startThread } = parts;
    const memory = new WebAssembly.Memory({
      initial: 1,
      maximum: mostPages,
      shared: kernels.shared,
    });
    const machine = new Machine(parts, memory);
    parts.onMemory?.(memory, true);
    try {
      for (let thread = 1; thread < threads; thread++) {
        machine.helpers.push(await startThread({ module: kernels.module, memory, thread }));
      }
    } catch (error) {
      machine.stop();
      throw error;
    }
    return machine;
  }

  /** Loads a program into memory, which grows. */
  load<Kind extends Runnable>(program: Kind): LoadedProgram<Kind> {
    const { data, steps } = program;
    if (this.scratch === 0) {
      this.scratch = data.reserve(this.parts.threads * scratchBytes);
    }
    const loaded = {
      program,
      steps: data.reserve(steps.length * stepBytes),
      chunkCounters: data.reserve(steps.length * Int32Array.BYTES_PER_ELEMENT),
    };
    this.growTo(data.end);
    data.writeTo(this.memory.buffer);
    writeSteps(this.memory.buffer, loaded.steps, steps);
    return loaded;
  }

  /** Runs a program; blocks until it is done. @throws Error when a thread was lost */
  run({ program, steps, chunkCounters }: LoadedProgram<Runnable>): void {
    const words = new DataView(this.memory.buffer);
    words.setInt32(control.threadCount, this.threadsOfARun(), true);
    words.setInt32(control.steps, steps, true);
    words.setInt32(control.stepCount, program.steps.length, true);
    words.setInt32(control.chunkCounters, chunkCounters, true);
    words.setInt32(control.scratch, this.scratch, true);
    words.setInt32(control.patienceMs, this.parts.patienceMs ?? defaultPatienceMs, true);
    if (this.kernels.run() !== 1) {
      throw new Error(
        "WebAssembly's threads no longer keep up; one of them may have been stopped.",
      );
    }
  }

  private threadsOfARun(): number {
    const started = this.helpers.length + 1;
    return Math.min(started, Math.max(1, this.parts.threadsInUse?.() ?? started));
  }

  /** A copy of memory. */
  numbers(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count).slice();
  }

  /** Writes features inside their border. */
  write(buffer: FeatureBuffer, values: Float32Array): void {
    this.eachRow(buffer, (row, first) => row.set(values.subarray(first, first + row.length)));
  }

  /** Reads features without their border. */
  read(buffer: FeatureBuffer): Float32Array {
    const values = new Float32Array(buffer.shape.reduce((product, length) => product * length, 1));
    this.eachRow(buffer, (row, first) => values.set(row, first));
    return values;
  }

  /** Ends the threads; the machine cannot be used afterwards. */
  stop(): void {
    const words = new Int32Array(this.memory.buffer);
    Atomics.store(words, control.quit / Int32Array.BYTES_PER_ELEMENT, 1);
    Atomics.add(words, control.runGeneration / Int32Array.BYTES_PER_ELEMENT, runStep);
    Atomics.notify(words, control.runGeneration / Int32Array.BYTES_PER_ELEMENT);
    for (const helper of this.helpers) {
      helper.terminate();
    }
    this.helpers.length = 0;
    this.parts.onMemory?.(this.memory, false);
  }

  private eachRow(
    buffer: FeatureBuffer,
    use: (row: Float32Array, firstValue: number) => void,
  ): void {
    const [height, width, channels] = buffer.shape;
    const length = width * channels;
    for (let row = 0; row < height; row++) {
      const address = addressOf(wholeBuffer(buffer), row);
      use(new Float32Array(this.memory.buffer, address, length), row * length);
    }
  }

  private growTo(bytes: number): void {
    // Kernels read whole vectors, past the last number.
    const pages = Math.ceil((bytes + 64) / pageBytes);
    const missing = pages - this.memory.buffer.byteLength / pageBytes;
    if (missing > 0) {
      this.memory.grow(missing);
    }
  }
}
