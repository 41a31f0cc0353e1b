/** The kernels' code, compiled, with what it was compiled for. */
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** Made for memory that threads share. */
  readonly shared: boolean;
  /** Multiplies and adds in one instruction. */
  readonly fused: boolean;
}

/** Reads one of the files that build-kernels.mjs writes. */
export type ReadKernelFile = (fileName: string) => Promise<BufferSource>;

/**
 * Compiles the fastest kernels that this browser takes: with relaxed SIMD (fused multiply-add) where
 * it knows that, else with plain SIMD.
 *
 * @param shared whether threads will share the memory; needs a cross-origin isolated page.
 * @throws Error when the browser has no SIMD, or a file cannot be read.
 */
export async function compileKernels(readFile: ReadKernelFile, shared: boolean): Promise<Kernels> {
  for (const fused of [true, false]) {
    const bytes = await readFile(kernelFileName(fused, shared));
    if (WebAssembly.validate(bytes)) {
      return { module: await WebAssembly.compile(bytes), shared, fused };
    }
  }
  throw new Error('this browser has no WebAssembly SIMD.');
}

/** Name of a kernel file. */
export function kernelFileName(fused: boolean, shared: boolean): string {
  return `kernels-${fused ? 'fused' : 'simd'}-${shared ? 'shared' : 'single'}.wasm`;
}

/** What the kernels offer. */
interface KernelExports {
  run(): number;
  serve(thread: number): void;
}

/** Binds the kernels to a memory. */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): KernelExports {
  const words = new Int32Array(memory.buffer);
  /** Asked by the kernels of threads; the words that they wait for lie in the first page. */
  const wait = (address: number, value: number, milliseconds: number) =>
    Number(
      Atomics.wait(words, address / words.BYTES_PER_ELEMENT, value, milliseconds) !== 'timed-out',
    );
  const instance = new WebAssembly.Instance(module, { env: { memory, wait } });
  return instance.exports as unknown as KernelExports;
}
