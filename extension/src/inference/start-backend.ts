import type { BackendName } from '../config';
import { backendsToTry, backendTitle } from './backend-choice';
import { startCpu } from './backends/cpu';
import { startWasm } from './backends/wasm';
import { findWebGl, startWebGl } from './backends/webgl';
import { findWebGpu, startWebGpu } from './backends/webgpu';
import type { GraphicsDevices } from './graphics-device';
import type { StartRequest } from './protocol';
import { runningBackend } from './running-backend';
import type { BackendParts, RunningBackend } from './running-backend';

/** What starts each of them; each rejects with a sentence where it cannot. */
const starters: Record<
  BackendName,
  (options: { wasmUrl: string; devices: GraphicsDevices }) => Promise<BackendParts>
> = { webgpu: startWebGpu, webgl: startWebGl, wasm: startWasm, cpu: startCpu };

/**
 * Starts the best backend that the settings allow and this browser has.
 *
 * @param onTry told the name of each before it is tried: it may take the worker down with it
 * @throws Error as a sentence when none works, or not the one that is forced.
 */
export async function startBackend(
  { backend, backendOrder, failed, wasmUrl }: Omit<StartRequest, 'modelUrl'>,
  onTry: (name: BackendName) => void,
): Promise<RunningBackend> {
  const devices = { webgpu: await findWebGpu(), webgl: findWebGl() };
  const { names, notes } = backendsToTry({ backend, backendOrder }, devices, failed);
  const problems = [...notes];
  for (const name of names) {
    try {
      onTry(name);
      return runningBackend(name, await starters[name]({ wasmUrl, devices }), problems);
    } catch (error) {
      problems.push(`${capitalised(backendTitle[name])} did not start: ${messageOf(error)}`);
    }
  }
  throw new Error(
    `None of the ways to compute works in this browser. ${problems.join(' ')} ` +
      (backend === 'auto'
        ? 'Use a current browser.'
        : `The viewer's configuration asks for echonet.backend "${backend}"; "auto" may find another.`),
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function messageOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
