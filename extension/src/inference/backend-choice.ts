import type { BackendName, EchoNetConfig } from '../config';
import type { GraphicsDevice, GraphicsDevices } from './graphics-device';

/** The part of the settings that chooses. */
export type BackendSettings = Pick<EchoNetConfig, 'backend' | 'backendOrder'>;

/** Backends by the names that readers know. */
export const backendTitle: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/**
 * The backends to try, best first, and why better ones are left out.
 *
 * A backend that the settings force is the only one, with whatever device there is, until it has
 * failed; then the order decides, as it does for 'auto'.
 *
 * @param failed backends that have stopped in the middle of their work
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
  // A slow device is better than none.
  const software = judged.filter(
    ({ name }) => isGraphics(name) && devices[name]?.isSoftware && !devices[name].defect,
  );
  return {
    names: (good.length > 0 ? good : software).map(({ name }) => name),
    // What is behind the chosen one in the order is of no interest.
    notes: judged
      .slice(0, good.length > 0 ? judged.indexOf(good[0]) : undefined)
      .flatMap(({ hindrance }) => hindrance ?? []),
  };
}

/** Why a backend is passed over, as a sentence. */
function hindranceOf(name: BackendName, devices: GraphicsDevices): string | undefined {
  if (!isGraphics(name)) return undefined;
  const title = backendTitle[name];
  const device: GraphicsDevice | undefined = devices[name];
  if (!device) return `The browser offers no ${title}.`;
  if (device.defect) return `${title} on ${device.name} was passed over: ${device.defect}`;
  if (!device.isSoftware) return undefined;
  return (
    `${title} runs on a software adapter here (${device.name}), which is slower than ` +
    'WebAssembly and was passed over.'
  );
}

function isGraphics(name: BackendName): name is keyof GraphicsDevices {
  return name === 'webgpu' || name === 'webgl';
}
