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
 * The backends that the settings allow, best first. A forced backend is the only one until it has
 * failed; then the order decides, as for 'auto'.
 *
 * @param failed backends that stopped while computing
 */
export function allowedBackends(
  { backend, backendOrder }: BackendSettings,
  failed: readonly BackendName[] = [],
): readonly BackendName[] {
  return isForced(backend, failed)
    ? [backend]
    : backendOrder.filter((name) => !failed.includes(name));
}

/**
 * The backends to try, best first, and why better ones are left out. A forced backend is tried
 * whatever its device.
 *
 * @param failed as for allowedBackends
 */
export function backendsToTry(
  settings: BackendSettings,
  devices: GraphicsDevices,
  failed: readonly BackendName[] = [],
): { readonly names: readonly BackendName[]; readonly notes: readonly string[] } {
  const remaining = allowedBackends(settings, failed);
  if (isForced(settings.backend, failed)) {
    return { names: remaining, notes: [] };
  }
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

function isForced(
  backend: BackendSettings['backend'],
  failed: readonly BackendName[],
): backend is BackendName {
  return backend !== 'auto' && !failed.includes(backend);
}

/** Why a backend is not used, as a sentence. */
function hindranceOf(name: BackendName, devices: GraphicsDevices): string | undefined {
  if (!isGraphics(name)) {
    return undefined;
  }
  const title = backendTitle[name];
  const device: GraphicsDevice | undefined = devices[name];
  if (!device) {
    return `${title} is not available in this browser.`;
  }
  if (device.defect) {
    return `${title} on ${device.name} not used: ${device.defect}`;
  }
  if (!device.isSoftware) {
    return undefined;
  }
  return (
    `${title} not used: it runs on a software adapter (${device.name}), which is slower than ` +
    'WebAssembly.'
  );
}

function isGraphics(name: BackendName): name is keyof GraphicsDevices {
  return name === 'webgpu' || name === 'webgl';
}
