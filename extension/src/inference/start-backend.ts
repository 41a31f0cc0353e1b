import type { BackendName } from '../config';
import { backendsToTry, backendTitle } from './backend-choice';
import { startCpu } from './backends/cpu';
import { startWasm } from './backends/wasm';
import { findWebGl, startWebGl } from './backends/webgl';
import { findWebGpu, startWebGpu } from './backends/webgpu';
import { sentenceOf } from '../sentence';
import type { GraphicsDevices } from './graphics-device';
import type { StartRequest } from './protocol';
import { isLoadFailure } from './load-failure';
import { runningBackend } from './running-backend';
import type { BackendParts, RunningBackend } from './running-backend';

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
  const devices = { webgpu: await findWebGpu(), webgl: findWebGl() };
  const { names, notes } = backendsToTry({ backend, backendOrder }, devices, failed);
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

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
