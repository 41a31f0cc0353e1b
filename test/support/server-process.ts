import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ServerProcess {
  /** Ends the process and waits for its exit. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it answers.
 *
 * @param probeUrl address that answers 2xx once the server is up
 * @throws Error with the server's log when it does not answer within 30 s
 */
export async function startServerProcess(
  executable: string,
  args: readonly string[],
  probeUrl: string,
): Promise<ServerProcess> {
  const server = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = async (): Promise<void> => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  };
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && server.exitCode === null) {
    const response = await fetch(probeUrl).catch(() => undefined);
    if (response?.ok) {
      return { stop };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`${executable} did not answer at ${probeUrl} within 30 s.\n${log}`);
}
