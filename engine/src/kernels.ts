/** Compiled kernels and their features. */
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** For shared memory. */
  readonly shared: boolean;
  /** With fused multiply-add. */
  readonly fused: boolean;
}

export type ReadKernelFile = (fileName: string) => Promise<BufferSource>;

/**
 * Compiles the fastest kernels that the browser supports: with relaxed SIMD (fused multiply-add),
 * or else plain SIMD.
 *
 * @param shared for memory shared by threads; needs a cross-origin isolated page
 * @throws Error when the browser has no SIMD, or a file cannot be read
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

export function kernelFileName(fused: boolean, shared: boolean): string {
  return `kernels-${fused ? 'fused' : 'simd'}-${shared ? 'shared' : 'single'}.wasm`;
}

/** Exports of the kernel module. */
interface KernelExports {
  run(): number;
  serve(thread: number): void;
}

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
