/** What this module uses of the adapter's description. */
interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

/** Names by which drivers that compute on the processor are known. */
const softwareDriver = /swiftshader|llvmpipe|lavapipe|basic render/i;

/**
 * Whether an adapter computes on the processor, where the other backends are faster.
 */
export function isSoftwareAdapter(adapter: AdapterDescription): boolean {
  return softwareDriver.test(Object.values(adapter).join(' '));
}

/**
 * Gives Node a `navigator.gpu` from Dawn (package `webgpu`). tfjs's WebGPU backend looks for it
 * while it loads, so this comes first.
 *
 * @returns a description of the adapter
 * @throws Error with the reason why there is none
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
