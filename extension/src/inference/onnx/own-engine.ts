import { preferEngine, type CreateSession } from '@echonet/models';
import { startEngine } from '../backends/wasm';
import type { RunningBackend } from '../running-backend';

interface Backend extends Pick<RunningBackend, 'createWindowNetwork'> {
  readonly report: Pick<RunningBackend['report'], 'name'>;
}

/**
 * Runs the ONNX files that the project's own engine computes faster than ONNX Runtime on WebAssembly
 * there; on WebGPU, ONNX Runtime runs them all.
 *
 * @param filesUrl folder of the plugin's files, with a trailing slash
 */
export function preferOwnEngine(
  { report, createWindowNetwork }: Backend,
  filesUrl: string,
  createSession: CreateSession,
): CreateSession {
  if (report.name === 'webgpu') {
    return createSession;
  }
  return preferEngine(
    createSession,
    async () => createWindowNetwork ?? (await startEngine(filesUrl)).createWindowNetwork,
  );
}
