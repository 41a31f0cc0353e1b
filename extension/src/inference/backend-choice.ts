import type { BackendName, EchoNetConfig } from '../config';
import type { GraphicsDevice, GraphicsDevices } from './graphics-device';

export type BackendSettings = Pick<EchoNetConfig, 'backend' | 'backendOrder'>;

export const backendTitle: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/**
 * The backends to try, best first, and why better ones are left out.
 *
 * A forced backend is the only one, whatever its device, until it has failed; then the order
 * decides, as for 'auto'.
 *
 * @param failed backends that stopped while computing
 */
export function backendsToTry(
  { backend, backendOrder }: BackendSettings,
  devices: GraphicsDevices,
  failed: readonly BackendName[] = [],
): { readonly names: readonly BackendName[]; readonly notes: readonly string[] } {
  if (backend !== 'auto' && !failed.includes(backend)) return { names: [backend], notes: [] };
  const remaining = backendOrder.filter((name) => !failed.includes(name));
  const judged = remaining.map((name) => ({ name, hindrance: hindranceOf(name, devices) }));
  const good = judged.filter(({ hindrance }) => hindrance === undefined);
  // A software device is better than no backend.
  const software = judged.filter(
    ({ name }) => isGraphics(name) && devices[name]?.isSoftware && !devices[name].defect,
  );
  return {
    names: (good.length > 0 ? good : software).map(({ name }) => name),
    // Backends after the chosen one are not reported.
    notes: judged
      .slice(0, good.length > 0 ? judged.indexOf(good[0]) : undefined)
      .flatMap(({ hindrance }) => hindrance ?? []),
  };
}

/** Why a backend is not used, as a sentence. */
function hindranceOf(name: BackendName, devices: GraphicsDevices): string | undefined {
  if (!isGraphics(name)) return undefined;
  const title = backendTitle[name];
  const device: GraphicsDevice | undefined = devices[name];
  if (!device) return `${title} is not available in this browser.`;
  if (device.defect) return `${title} on ${device.name} not used: ${device.defect}`;
  if (!device.isSoftware) return undefined;
  return (
    `${title} not used: it runs on a software adapter (${device.name}), which is slower than ` +
    'WebAssembly.'
  );
}

function isGraphics(name: BackendName): name is keyof GraphicsDevices {
  return name === 'webgpu' || name === 'webgl';
}
