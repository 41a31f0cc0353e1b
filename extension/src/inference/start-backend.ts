import { capitalised } from '../capitalised';
import type { BackendName } from '../config';
import { allowedBackends, backendsToTry, backendTitle } from './backend-choice';
import { startCpu } from './backends/cpu';
import { startWasm } from './backends/wasm';
import { findWebGl, startWebGl } from './backends/webgl';
import { findWebGpu, startWebGpu } from './backends/webgpu';
import { sentenceOf } from '../sentence';
import type { GraphicsDevices } from './graphics-device';
import type { StartRequest } from './protocol';
import { isLoadFailure } from './load-failure';
import { runningBackend, type BackendParts, type RunningBackend } from './running-backend';

/** Each rejects with a sentence if it cannot start. */
const starters: Record<
  BackendName,
  (options: { wasmUrl: string; devices: GraphicsDevices }) => Promise<BackendParts>
> = { webgpu: startWebGpu, webgl: startWebGl, wasm: startWasm, cpu: startCpu };

/**
 * Starts the best backend that the settings allow and the browser supports.
 *
 * @param onTry called with each backend before it is tried, since it may crash the worker
 * @throws Error as a sentence when none can be started
 */
export async function startBackend(
  { backend, backendOrder, failed, wasmUrl }: Omit<StartRequest, 'modelUrl'>,
  onTry: (name: BackendName) => void,
): Promise<RunningBackend> {
  const settings = { backend, backendOrder };
  const devices = await findDevices(allowedBackends(settings, failed));
  const { names, notes } = backendsToTry(settings, devices, failed);
  const passedOver = [...notes];
  let isUnreachable = false;
  for (const name of names) {
    try {
      onTry(name);
      return runningBackend(name, await starters[name]({ wasmUrl, devices }), passedOver);
    } catch (error) {
      isUnreachable ||= isLoadFailure(error);
      passedOver.push(`${capitalised(backendTitle[name])} did not start: ${sentenceOf(error)}`);
    }
  }
  throw new Error([...causeOf(isUnreachable, backend), ...passedOver].join(' '));
}

/** Asks for the devices of the given backends alone: a faulty driver may take long to answer, or never. */
async function findDevices(names: readonly BackendName[]): Promise<GraphicsDevices> {
  return {
    webgpu: names.includes('webgpu') ? await findWebGpu() : undefined,
    webgl: names.includes('webgl') ? findWebGl() : undefined,
  };
}

/** Cause and remedy, followed by the reasons of the single backends. */
function causeOf(isUnreachable: boolean, backend: StartRequest['backend']): string[] {
  if (isUnreachable) {
    return [
      "EchoNet's files could not be loaded from the viewer's server: check the connection, then " +
        'analyse again.',
    ];
  }
  return backend === 'auto'
    ? ['No backend is available in this browser: use a current browser.']
    : [
        `The backend "${backend}", which the viewer's configuration requires (echonet.backend), is ` +
          'not available in this browser; "auto" may find another.',
      ];
}
