import { control, scratchBytes } from './control';
import { addressOf, wholeBuffer } from './features';
import type { FeatureBuffer } from './features';
import type { Program } from './forward-program';
import { instantiateKernels } from './kernels';
import type { Kernels } from './kernels';
import { stepBytes, writeSteps } from './steps';
import type { HelperThread, StartThread } from './threads';

/** What the engine computes with. */
export interface MachineParts {
  readonly kernels: Kernels;
  /** From 1 to 255; more than 1 only with kernels for shared memory. */
  readonly threads: number;
  readonly startThread: StartThread;
  /** Asked before each run how many of the threads shall compute; all of them unless given. */
  readonly threadsInUse?: () => number;
  /** How long a thread may keep the others waiting; 20 seconds unless given. */
  readonly patienceMs?: number;
  /** Told of the memory of each machine that starts, and again when it stops. */
  readonly onMemory?: (memory: WebAssembly.Memory, isHeld: boolean) => void;
}

/** A program whose constants are in memory. */
export interface LoadedProgram<Kind extends Program> {
  readonly program: Kind;
  /** Address of the steps. */
  readonly steps: number;
  /** Address of a word for each step, to count its chunks. */
  readonly chunkCounters: number;
}

/** The word that counts runs has the threads of a run in its lowest bits. */
const runStep = 256;

const defaultPatienceMs = 20_000;

const pageBytes = 2 ** 16;
/** All that 32 bits can address; pages are only taken when memory grows. */
const mostPages = 2 ** 16;

/** Kernels, their memory and the threads that share it. */
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

  /**
   * Starts the threads.
   *
   * @throws Error when there is no memory or a thread does not start.
   */
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

  /** Puts a program into memory, growing it. */
  load<Kind extends Program>(program: Kind): LoadedProgram<Kind> {
    const { data, steps } = program;
    if (this.scratch === 0) this.scratch = data.reserve(this.parts.threads * scratchBytes);
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

  /**
   * Computes a program's steps; blocks until they are done.
   *
   * @throws Error when a thread was lost.
   */
  run({ program, steps, chunkCounters }: LoadedProgram<Program>): void {
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

  /** A copy of numbers in memory. */
  numbers(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count).slice();
  }

  /** Writes features row by row, between the zeros around them. */
  write(buffer: FeatureBuffer, values: Float32Array): void {
    this.eachRow(buffer, (row, first) => row.set(values.subarray(first, first + row.length)));
  }

  /** Reads features row by row, without the zeros around them. */
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
    for (const helper of this.helpers) helper.terminate();
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
    // Kernels read whole vectors, a little past the last number.
    const pages = Math.ceil((bytes + 64) / pageBytes);
    const missing = pages - this.memory.buffer.byteLength / pageBytes;
    if (missing > 0) this.memory.grow(missing);
  }
}
