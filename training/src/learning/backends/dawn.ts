/** Fields of GPUAdapterInfo. */
interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

/** Names of drivers that compute on the CPU. */
const softwareDriver = /swiftshader|llvmpipe|lavapipe|basic render/i;

/** Whether an adapter computes on the CPU, where the other backends are faster. */
export function isSoftwareAdapter(adapter: AdapterDescription): boolean {
  return softwareDriver.test(Object.values(adapter).join(' '));
}

/**
 * Defines `navigator.gpu` from Dawn (package `webgpu`). tfjs's WebGPU backend reads it at load
 * time, so this comes first.
 *
 * @returns description of the adapter
 * @throws Error naming why there is no adapter
 */
export async function startDawn({ allowSoftware }: { allowSoftware: boolean }): Promise<string> {
  const dawn = await import('webgpu').catch(() => {
    throw new Error('the optional package webgpu is not installed or does not load here');
  });
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new Error('no graphics adapter was found');
  }
  const { vendor, architecture, device, description } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  if (!allowSoftware && isSoftwareAdapter({ vendor, architecture, device, description })) {
    throw new Error(`the only adapter is a software one (${name}); --backend webgpu forces it`);
  }
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu },
    configurable: true,
    writable: true,
  });
  return name;
}
