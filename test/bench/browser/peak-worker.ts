import { expose } from 'comlink';

/** Exports of peak-kernel.ts. */
interface PeakKernel {
  readonly multiplyAdds: (steps: number) => number;
}

/** Ten vectors of four numbers, eight times. */
const multiplyAddsPerStep = 10 * 4 * 8;

let kernel: Promise<PeakKernel> | undefined;

async function loadKernel(): Promise<PeakKernel> {
  const { instance } = await WebAssembly.instantiateStreaming(fetch('/peak.wasm'));
  const loaded = instance.exports as unknown as PeakKernel;
  // Until the browser's optimising compiler has run.
  const start = performance.now();
  while (performance.now() - start < 200) {
    loaded.multiplyAdds(1e5);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return loaded;
}

const worker = {
  /** Multiply-adds per second of this thread, measured over about `ms` milliseconds. */
  async multiplyAdds(ms: number): Promise<number> {
    const { multiplyAdds } = await (kernel ??= loadKernel());
    const start = performance.now();
    let steps = 0;
    let elapsed = 0;
    while (elapsed < ms) {
      multiplyAdds(1e5);
      steps += 1e5;
      elapsed = performance.now() - start;
    }
    return (steps * multiplyAddsPerStep * 1000) / elapsed;
  },
};

export type PeakWorker = typeof worker;

expose(worker);
