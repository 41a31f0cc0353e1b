import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port';

const executable = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((file) =>
  existsSync(file),
);

/** True where Debian's redis-server is installed. */
export const hasRedis = executable !== undefined;

export interface Redis {
  readonly url: string;
  close(): Promise<void>;
}

interface RedisSettings {
  /** A free one unless given. */
  readonly port?: number;
  /** Keeps the data when the server ends; without it there are no files. */
  readonly folder?: string;
}

/**
 * Starts Redis on a loopback port.
 *
 * @throws Error when it is not installed or does not start within 30 s
 */
export async function startRedis({ port, folder }: RedisSettings = {}): Promise<Redis> {
  if (executable === undefined) {
    throw new Error('Redis is not installed: apt-get install redis-server');
  }
  const chosen = port ?? (await freePort());
  const kept = folder
    ? ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const server = spawn(
    executable,
    ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', ...kept],
    { stdio: 'ignore' },
  );
  const close = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  };
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && server.exitCode === null) {
    if (await answers(chosen)) {
      return { url: `redis://127.0.0.1:${chosen}`, close };
    }
    await delay(100);
  }
  await close();
  throw new Error('Redis does not start.');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
