import type { BackendChoice } from '../config';

/** What a graphics adapter says about itself. */
export interface AdapterFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

export type BackendName = Exclude<BackendChoice, 'auto'>;

/** Adapters that compute on the processor: slower there than WebAssembly with its threads. */
const softwareAdapter = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** Whether an adapter is a program and no graphics device. */
export function isSoftware(adapter: AdapterFacts): boolean {
  const { vendor, architecture, description, isFallbackAdapter } = adapter;
  return isFallbackAdapter || softwareAdapter.test(`${vendor} ${architecture} ${description}`);
}

/** An adapter in a word or two, for the reader and for bug reports. */
export function describeAdapter({ vendor, architecture, description }: AdapterFacts): string {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}

/**
 * The backends to try, best first, and why better ones are left out.
 *
 * @param adapter the browser's graphics adapter; undefined where it has none
 */
export function backendsToTry(
  choice: BackendChoice,
  adapter: AdapterFacts | undefined,
): { readonly names: readonly BackendName[]; readonly notes: readonly string[] } {
  if (choice !== 'auto') return { names: [choice], notes: [] };
  if (!adapter) {
    return {
      names: ['wasm', 'cpu'],
      notes: ['The browser offers no WebGPU, so the processor computes.'],
    };
  }
  if (isSoftware(adapter)) {
    return {
      names: ['wasm', 'cpu'],
      notes: [
        `WebGPU runs on a software adapter here (${describeAdapter(adapter)}), which is slower than ` +
          'WebAssembly and was passed over.',
      ],
    };
  }
  return { names: ['webgpu', 'wasm', 'cpu'], notes: [] };
}
